"""The whole site as it is deployed: the ``webchat`` command in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "webchat.command")
START_SECONDS = 30
STOP_SECONDS = 30
LISTENING = re.compile(r"Listening at: http://[^:]+:(\d+)")
BOOTED = "Booting worker"


@dataclass(frozen=True)
class Site:
    """A running site: where it is, and its process."""

    url: str
    process: subprocess.Popen[str]


@contextmanager
def running_site(folder: Path, command: Sequence[str] = COMMAND, **settings: str) -> Iterator[Site]:
    """Serve on a free port, with ``settings`` as WEBCHAT_* variables and data in ``folder``."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("WEBCHAT_")
    }
    environment |= {f"WEBCHAT_{name.upper()}": value for name, value in settings.items()}
    environment["WEBCHAT_DATA_FOLDER"] = str(folder)
    process = subprocess.Popen(
        [*command, "--bind", "127.0.0.1:0"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    output = _Output(process)
    try:
        yield Site(f"http://127.0.0.1:{output.port()}", process)
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)
        output.close()


class _Output:
    """Reads what the process prints, so that it never waits for a reader."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._lines: list[str] = []
        self._is_up = Event()
        self._thread = Thread(target=self._read)
        self._thread.start()

    def port(self) -> str:
        """Wait for the port; raises RuntimeError with the output if there is none."""
        self._is_up.wait(START_SECONDS)
        found = LISTENING.search("".join(self._lines))
        if self._process.poll() is not None or found is None:
            raise RuntimeError("the site did not start:\n" + "".join(self._lines))
        return found[1]

    def close(self) -> None:
        self._thread.join()

    def _read(self) -> None:
        with self._process.stdout as stream:  # type: ignore[union-attr]
            for line in stream:
                self._lines.append(line)
                if BOOTED in line:
                    self._is_up.set()
        self._is_up.set()
