"""Workers of which a site's first master gets its own; the one that takes over is told to end."""

from __future__ import annotations

import os
import signal

from webchat.gunicorn_worker import Worker

__all__ = ["Worker"]

if "GUNICORN_PID" in os.environ:
    print("ended before it forks", flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
