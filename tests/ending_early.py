"""Applications and workers whose site ends at moments that are hard to hit."""

from __future__ import annotations

import atexit
import os
import signal

import gevent
from flask import Flask

import webchat
from webchat import gunicorn_worker

QUICK_SECONDS = 0.01
SLOW_SECONDS = 0.5


def create_app(signal_number: int) -> Flask:
    end_all(signal_number)
    return webchat.create_app()


class Worker(gunicorn_worker.Worker):
    """Is told to end when it is hardly there."""

    def init_process(self) -> None:
        end_all(signal.SIGQUIT)
        super().init_process()


class QuickWorker(gunicorn_worker.Worker):
    """Looks at once whether it is to end, where others do each second, and takes its time to."""

    def run(self) -> None:
        sleep = gevent.sleep
        gevent.sleep = lambda seconds=0: sleep(min(seconds, QUICK_SECONDS))
        atexit.register(sleep, SLOW_SECONDS)
        super().run()


def end_all(signal_number: int) -> None:
    for process in (os.getpid(), os.getppid()):
        os.kill(process, signal_number)
