"""The fixtures that all tests share."""

from __future__ import annotations

pytest_plugins = [
    "tests.flux0.fixtures",
    "tests.servers.fixtures",
    "tests.live.fixtures",
    "tests.render.fixtures",
    "tests.web.fixtures",
    "tests.browser.fixtures",
]
