"""A PostgreSQL server of the tests' own: it keeps nothing when it ends.

``python -m tests.servers.postgresql`` makes sure that there is one to run.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg

from tests.deadline import wait_until
from tests.servers.packages import install_package
from tests.servers.ports import free_port

PACKAGE = "postgresql"
# Debian keeps the programs of each version out of everyone's way.
DEBIAN = Path("/usr/lib/postgresql")
# The server refuses to run as root; the package makes this user for it.
USER = "postgres"
ADVICE = "No PostgreSQL could be installed: install its server, then run this again."
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off"}


class PostgreSQLServer:
    """A running server, which has a database for each test."""

    def __init__(self, port: int) -> None:
        self._address = f"postgresql://{USER}@127.0.0.1:{port}"

    def is_up(self) -> bool:
        """Tell whether it answers."""
        try:
            psycopg.connect(f"{self._address}/postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def new_database(self) -> str:
        """Make an empty database, and give its URL."""
        name = f"test_{uuid4().hex}"
        with psycopg.connect(f"{self._address}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return f"{self._address}/{name}"


@contextmanager
def running_postgresql() -> Iterator[PostgreSQLServer]:
    """Run a server on a free port; raises RuntimeError if there is none to run."""
    with TemporaryDirectory() as folder:
        data, port = Path(folder) / "data", free_port()
        data.mkdir()
        user = USER if os.geteuid() == 0 else None
        if user:
            Path(folder).chmod(0o755)
            shutil.chown(data, user)
        options = ["-A", "trust", "-U", USER, "-E", "UTF8", "--no-sync", "-D", str(data)]
        subprocess.run([_program("initdb"), *options], **_quietly(data, user), check=True)
        settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
        command = [_program("postgres"), "-D", str(data), "-p", str(port), *settings]
        process = subprocess.Popen(command, **_quietly(data, user))
        try:
            server = PostgreSQLServer(port)
            wait_until(server.is_up)
            yield server
        finally:
            # This signal waits for nobody who is still connected.
            process.send_signal(signal.SIGQUIT)
            process.wait()


def ensure_postgresql() -> None:
    """Install PostgreSQL if there is none."""
    if _path_of("initdb"):
        return
    print("No PostgreSQL server was found. Trying Debian's package.", flush=True)
    if not install_package(PACKAGE) or not _path_of("initdb"):
        sys.exit(ADVICE)


def _program(name: str) -> str:
    path = _path_of(name)
    if path is None:
        raise RuntimeError("no PostgreSQL: run `make test`, or install its server")
    return path


def _path_of(name: str) -> str | None:
    versions = map(str, sorted(DEBIAN.glob("*/bin"), reverse=True))
    return shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *versions]))


def _quietly(folder: Path, user: str | None) -> dict[str, Any]:
    return {"cwd": folder, "user": user, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


if __name__ == "__main__":
    ensure_postgresql()
