"""Starting a real Flux0 server on a free port, with the scripted agent in it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import requests

from tests.servers.ports import free_port

AGENT_FOLDER = Path(__file__).parent / "agent"
START_SECONDS = 60
STOP_SECONDS = 10


class Flux0Server(NamedTuple):
    """A running server and the id of the scripted agent in it."""

    url: str
    agent_id: str


@contextlib.contextmanager
def running_flux0(venv: Path, module: str = "scripted") -> Iterator[Flux0Server]:
    """Start the server of the virtual environment ``venv``; it ends with the block.

    Raises RuntimeError with the server's own output if it does not start.
    """
    with (
        tempfile.TemporaryDirectory(prefix="flux0-") as folder,
        Path(folder, "output").open("w+b") as output,
    ):
        url = f"http://127.0.0.1:{free_port()}"
        with _process(venv, module, url, Path(folder), output.fileno()) as process:
            try:
                _wait_until_it_answers(process, url, Path(output.name))
                yield Flux0Server(url, _create_agent(url))
            finally:
                _stop(process)


def _process(
    venv: Path, module: str, url: str, folder: Path, output: int
) -> subprocess.Popen[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("FLUX0_")}
    environment = {
        **kept,
        "FLUX0_PORT": url.rpartition(":")[2],
        "FLUX0_MODULES": module,
        "PYTHONPATH": str(AGENT_FOLDER),
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [venv / "bin" / "python", AGENT_FOLDER / "launch.py"],
        # The server's own settings are looked for in this folder: it is empty.
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
    )


def _wait_until_it_answers(process: subprocess.Popen[bytes], url: str, output: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not _is_answering(url):
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
            raise RuntimeError(f"the Flux0 server ended at once:\n{output.read_text()}")
        if time.monotonic() > deadline:
            raise RuntimeError(f"the Flux0 server does not answer:\n{output.read_text()}")


def _is_answering(url: str) -> bool:
    try:
        return requests.get(f"{url}/api/agents", timeout=5).ok
    except requests.ConnectionError:
        return False


def _create_agent(url: str) -> str:
    answer = requests.post(
        f"{url}/api/agents", json={"name": "Scripted", "type": "scripted"}, timeout=5
    )
    answer.raise_for_status()
    return str(answer.json()["id"])


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
