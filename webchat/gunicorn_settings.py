"""The settings of gunicorn, shared by the Procfile and the ``webchat`` command.

Gunicorn reads this file before its workers are patched by gevent. So it imports nothing of
webchat, and reads the platform's variables itself.
"""

from __future__ import annotations

import os
import sys


def _port() -> str:
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and len(text) <= 5 and int(text) < 65_536):
        sys.exit("webchat cannot start: PORT must be a whole number from 0 to 65535")
    return text


bind = f"0.0.0.0:{_port()}"
worker_class = "webchat.gunicorn_worker.Worker"

# Replies in progress live in the memory of one process; platforms set WEB_CONCURRENCY to more.
workers = 1

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
    },
}
control_socket_disable = True
