"""The whole site as it is deployed: the ``webchat`` command in a process of its own."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "webchat.command")
_, _, LINE_OF_THE_PROCFILE = (ROOT / "Procfile").read_text().strip().partition(": ")
PROCFILE = (sys.executable, "-m", *shlex.split(LINE_OF_THE_PROCFILE))
START_SECONDS = 30
STOP_SECONDS = 30
OPEN = re.compile(r"open http://localhost:(\d+)")


@dataclass(frozen=True)
class Site:
    """A running site: where it is, and its processes, of which ``process`` is the first."""

    url: str
    process: subprocess.Popen[str]
    _output: _Output

    def printed(self) -> str:
        """Give what it has printed so far."""
        return self._output.text()

    def end(self, number: signal.Signals) -> str:
        """Send a signal to all its processes, as a terminal does; give all that it printed."""
        os.killpg(self.process.pid, number)
        self.process.wait(STOP_SECONDS)
        self._output.close()
        return self._output.text()


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
        start_new_session=True,
    )
    output = _Output(process)
    try:
        yield Site(f"http://127.0.0.1:{output.port()}", process, output)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGQUIT)
        process.wait(STOP_SECONDS)
        # Another may have taken over from it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGQUIT)
        output.close()


def ended_at_once(
    command: tuple[str, ...], variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command that comes to an end by itself, with ``variables``, and give what it said."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.run(
        command,
        env={**environment, "PORT": "0", **variables},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


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
        found = OPEN.search(self.text())
        if found is None:
            raise RuntimeError("the site did not start:\n" + self.text())
        return found[1]

    def text(self) -> str:
        """Give what came so far."""
        return "".join(self._lines)

    def close(self) -> None:
        self._thread.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream:
            for line in stream:
                self._lines.append(line)
                if OPEN.search(line):
                    self._is_up.set()
        self._is_up.set()
