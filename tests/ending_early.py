"""An application whose site is told to end while it is being built."""

from __future__ import annotations

import os
import signal

from flask import Flask

import webchat


def create_app() -> Flask:
    for process in (os.getpid(), os.getppid()):
        os.kill(process, signal.SIGTERM)
    return webchat.create_app()
