"""The command ``webchat``: serves on $PORT, or 8000, with the settings of the Procfile."""

from __future__ import annotations

import os
import signal
import socket
import sys
from dataclasses import fields
from importlib.metadata import version
from textwrap import fill

from webchat import gunicorn_settings
from webchat.config import Settings, load_settings, variable_of
from webchat.errors import ConfigurationError
from webchat.look.look import look_of
from webchat.resources import PACKAGE

APPLICATION = "webchat:create_app()"
HELP = """\
usage: webchat [OPTIONS OF GUNICORN]

Serves webchat, a chat site for an agent that stands behind a sessions API, on
port $PORT, or 8000. Without WEBCHAT_SESSIONS_API_URL it brings an agent of its
own to try it with.

Settings are environment variables; the README says what each one does:
{variables}

  -h, --help     tell this
  -v, --version  tell the version

All other options are gunicorn's, such as --bind ADDRESS, --workers NUMBER (more
than one needs Redis), --graceful-timeout SECONDS or --log-level LEVEL; "python
-m gunicorn --help" lists them. Those that choose another application, worker
class or configuration file take away what the site stands on.
"""
OTHER_VARIABLES = ("PORT", "WEB_CONCURRENCY", "DATABASE_URL", "REDIS_URL")


def main() -> None:
    """Become gunicorn; further arguments are passed on to it.

    The process is replaced because gevent must patch the standard library before anything of
    webchat is imported. Exits with a sentence if a setting cannot be used.
    """
    if {"--help", "-h"} & set(sys.argv[1:]):
        print(_help(), end="")
        return
    if {"--version", "-v"} & set(sys.argv[1:]):
        print(f"webchat {version('webchat')}")
        return
    try:
        look_of(load_settings())
        if not sys.argv[1:]:
            _refuse_port_in_use(gunicorn_settings.bind)
    except ConfigurationError as error:
        sys.exit(f"webchat cannot start: {error}")
    program, settings = (str(PACKAGE / f"gunicorn_{name}.py") for name in ("program", "settings"))
    arguments = [program, "--config", f"file:{settings}", APPLICATION, *sys.argv[1:]]
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    os.execv(sys.executable, [sys.executable, *arguments])  # noqa: S606  # no shell is the point


def _help() -> str:
    names = [*(variable_of(field.name) for field in fields(Settings)), *OTHER_VARIABLES]
    listed = fill(", ".join(names), initial_indent="  ", subsequent_indent="  ")
    return HELP.format(variables=listed)


def _refuse_port_in_use(address: str) -> None:
    # Gunicorn would try for five seconds, and say of it what an operator has to guess.
    host, _, port = address.rpartition(":")
    try:
        socket.create_server((host, int(port))).close()
    except OSError as error:
        # Python adds to the system's words what it was at.
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise ConfigurationError(
            f"PORT {port} cannot be had ({reason}): set PORT to another"
        ) from error


if __name__ == "__main__":
    main()
