from __future__ import annotations

import subprocess
import sys

import webchat.client
from webchat import errors

PARTS_OF_THE_SITE = ("flask", "sqlalchemy", "gunicorn", "gevent", "markdown_it", "webchat.web")


def test_all_that_is_named_can_be_imported() -> None:
    assert [name for name in webchat.client.__all__ if not hasattr(webchat.client, name)] == []


def test_every_error_of_the_sessions_api_is_exported() -> None:
    named = {
        name
        for name, value in vars(errors).items()
        if isinstance(value, type) and issubclass(value, errors.SessionsAPIError)
    }
    assert named <= set(webchat.client.__all__)


def test_the_client_alone_loads_nothing_of_the_site() -> None:
    program = "import sys, webchat.client; print(*sys.modules, sep='\\n')"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = ran.stdout.split()

    assert "webchat.client.flux0" in loaded
    assert not set(PARTS_OF_THE_SITE) & set(loaded)
