from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

PROGRAM = Path(__file__).with_name("taking_program.py")
PROCESSES = 6
IDS = [f"f{number}" for number in range(20)]


def test_processes_that_start_at_once_on_a_new_database_share_it(database_url: str) -> None:
    command = [sys.executable, str(PROGRAM), database_url, *IDS]
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        processes = []
        for _ in range(PROCESSES):
            process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)
            stack.callback(process.kill)
            processes.append(stack.enter_context(process))
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        said = [process.communicate(timeout=60) for process in processes]

    assert [errors for _, errors in said] == [""] * PROCESSES
    taken = [name for words, _ in said for name in words.split()]
    assert sorted(taken) == sorted(IDS)
