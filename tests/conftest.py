"""The fixtures that all tests share."""

from __future__ import annotations

from hypothesis import settings

# How fast a machine is says nothing about whether the code is right.
settings.register_profile("webchat", deadline=None)
settings.load_profile("webchat")

pytest_plugins = [
    "tests.flux0.fixtures",
    "tests.servers.fixtures",
    "tests.live.fixtures",
    "tests.live.log.fixtures",
    "tests.render.fixtures",
    "tests.web.fixtures",
    "tests.browser.fixtures",
]
