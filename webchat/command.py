"""The command ``webchat``: serves on $PORT, or 8000, with the settings of the Procfile."""

from __future__ import annotations

import os
import socket
import sys
from importlib.metadata import version

from webchat import gunicorn_settings
from webchat.config import load_settings
from webchat.errors import ConfigurationError
from webchat.look.look import look_of
from webchat.resources import PACKAGE

APPLICATION = "webchat:create_app()"


def main() -> None:
    """Become gunicorn; further arguments are passed on to it.

    The process is replaced because gevent must patch the standard library before anything of
    webchat is imported. Exits with a sentence if a setting cannot be used.
    """
    if sys.argv[1:] == ["--version"]:
        print(f"webchat {version('webchat')}")
        return
    try:
        look_of(load_settings())
        if not sys.argv[1:]:
            _refuse_port_in_use(gunicorn_settings.bind)
    except ConfigurationError as error:
        sys.exit(f"webchat cannot start: {error}")
    settings = str(PACKAGE / "gunicorn_settings.py")
    arguments = ["-m", "gunicorn", "--config", f"file:{settings}", APPLICATION, *sys.argv[1:]]
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  # no shell is the point


def _refuse_port_in_use(address: str) -> None:
    # Gunicorn would try for five seconds, and say of it what an operator has to guess.
    host, _, port = address.rpartition(":")
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        raise ConfigurationError(f"PORT {port} cannot be had ({error.strerror})") from error


if __name__ == "__main__":
    main()
