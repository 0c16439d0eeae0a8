"""A Redis server of the tests' own: it keeps nothing when it ends.

``python -m tests.servers.redis`` makes sure that there is one to run.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from redis.backoff import ConstantBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry

from tests.servers.packages import install_package
from tests.servers.ports import free_port

PROGRAM = "redis-server"
PACKAGE = "redis-server"
START_ATTEMPTS = 200
ATTEMPT_SECONDS = 0.05
ADVICE = f"No Redis could be installed: install {PROGRAM}, then run this again."


class RedisServer:
    """A server on a free port, which can be killed, frozen, and started again empty."""

    def __init__(self) -> None:
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, and wait until it answers; raises RuntimeError if there is none to start."""
        program = shutil.which(PROGRAM)
        if program is None:
            raise RuntimeError("no Redis: run `make test`, or install redis-server")
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--appendonly"]
        self._process = subprocess.Popen([program, *options, "no"], stdout=subprocess.DEVNULL)
        retry = Retry(ConstantBackoff(ATTEMPT_SECONDS), START_ATTEMPTS)
        with Redis.from_url(self.url, retry=retry, retry_on_error=[RedisConnectionError]) as client:
            client.ping()

    def kill(self) -> None:
        """End it as a crash does; all that it kept is gone."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def freeze(self) -> None:
        """Let it hold its connections and do nothing."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was."""
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)


@contextmanager
def running_redis() -> Iterator[RedisServer]:
    """Run a server."""
    server = RedisServer()
    server.start()
    try:
        yield server
    finally:
        server.kill()


def ensure_redis() -> None:
    """Install Redis if there is none."""
    if shutil.which(PROGRAM):
        return
    print("No redis-server was found. Trying Debian's package.", flush=True)
    if not install_package(PACKAGE) or not shutil.which(PROGRAM):
        sys.exit(ADVICE)


if __name__ == "__main__":
    ensure_redis()
