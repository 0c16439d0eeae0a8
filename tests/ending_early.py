"""An application, and a worker, whose site is told to end before it serves."""

from __future__ import annotations

import os
import signal

from flask import Flask

import webchat
from webchat import gunicorn_worker


def create_app(signal_number: int) -> Flask:
    end_all(signal_number)
    return webchat.create_app()


class Worker(gunicorn_worker.Worker):
    """Is told to end when it is hardly there."""

    def init_process(self) -> None:
        end_all(signal.SIGQUIT)
        super().init_process()


def end_all(signal_number: int) -> None:
    for process in (os.getpid(), os.getppid()):
        os.kill(process, signal_number)
