"""The settings of gunicorn, shared by the Procfile and the ``webchat`` command.

Gunicorn reads this file before its workers are patched by gevent. So it imports nothing of
webchat, and reads the platform's variables itself.
"""

from __future__ import annotations

import os
import signal
import sys
from typing import Any


def _whole_number(variable: str, default: str, least: int, most: int) -> int:
    text = os.environ.get(variable) or default
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not (is_number and least <= int(text) <= most):
        sys.exit(f"webchat cannot start: {variable} must be a whole number from {least} to {most}")
    return int(text)


bind = f"0.0.0.0:{_whole_number('PORT', '8000', 0, 65_535)}"
worker_class = "webchat.gunicorn_worker.Worker"

# Without Redis, replies in progress live in the memory of one process.
_has_redis = bool(os.environ.get("WEBCHAT_REDIS_URL") or os.environ.get("REDIS_URL"))
_wanted_workers = _whole_number("WEB_CONCURRENCY", "2" if _has_redis else "1", 1, 1_000)
workers = _wanted_workers if _has_redis else 1


def nworkers_changed(server: Any, number: int, before: int | None) -> None:
    """Serve from one process where there is no Redis, whatever the command line or a signal says.

    It is told the first number too, with none before it, and that of the command line at a reload.
    """
    wanted = max(_wanted_workers, number) if before is None else number
    if not _has_redis and wanted > 1:
        server.num_workers = 1
        server.cfg.set("workers", 1)
        server.log.info(
            "one worker instead of %d: several need REDIS_URL, through which they share replies",
            wanted,
        )


def pre_exec(server: Any) -> None:
    """Let the signals that end a site come to the master that takes over (SIGUSR2).

    The worker's module holds them where a process is forked, and this one will be no worker.
    """
    ending = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
    for number in ending:
        # The handlers are those of the first master, whose queue nobody reads here.
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ending)


# Each open tab is a connection; beyond this number none, of whatever kind, is served.
worker_connections = 10_000

# Heroku's router keeps connections to an app open for about this long.
keepalive = 100
graceful_timeout = 20
timeout = 60

# Gunicorn's own format for what webchat logs too; requests are the router's to log.
logconfig_dict = {
    "version": 1,
    "loggers": {
        "gunicorn.error": {"level": "INFO", "handlers": ["error_console"], "propagate": False},
        "gunicorn.access": {"level": "CRITICAL"},
        "alembic": {"level": "WARNING"},
    },
}
control_socket_disable = True
