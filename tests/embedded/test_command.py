from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.embedded.caller import TIMEOUT_SECONDS, Caller

GEVENT_PROGRAM = Path(__file__).parent / "gevent_program.py"


@contextmanager
def running(arguments: list[str]) -> Iterator[tuple[subprocess.Popen[str], Caller]]:
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert "http://" in line, process.communicate(timeout=TIMEOUT_SECONDS)
            yield process, Caller(line.split()[-1])
        finally:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_command_serves_until_it_is_asked_to_stop(
    tmp_path: Path, number: signal.Signals
) -> None:
    database_url = f"sqlite:///{tmp_path}/sessions.sqlite3"
    command = ["-m", "webchat.embedded", "--port", "0", "--pace", "0"]
    with running([*command, "--database-url", database_url]) as (process, kim):
        assert kim.hear(kim.open_session(), "tour")
        process.send_signal(number)
        _, errors = process.communicate(timeout=TIMEOUT_SECONDS)
    assert (process.returncode, errors) == (0, "")


def test_the_command_says_why_it_cannot_start(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "webchat.embedded", "--port", "0", "--database-url", "sqlite://"],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    assert result.returncode == 1
    assert "must name a file" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_process_patched_by_gevent_serves_and_calls_at_once(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, GEVENT_PROGRAM, f"sqlite:///{tmp_path}/sessions.sqlite3"],
        capture_output=True,
        text=True,
        timeout=2 * TIMEOUT_SECONDS,
        check=False,
    )
    assert (result.returncode, result.stdout.split()) == (0, ["served", "cancelled", "stopped"]), (
        result.stderr
    )
