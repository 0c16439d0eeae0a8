"""The fixture ``flux0``, a pytest plugin: one real server for all tests that ask for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.flux0.server import Flux0Server, running_flux0

VENV = Path(__file__).parents[2] / ".venv-flux0"
MISSING = "no real Flux0 server: `make .venv-flux0/stamp` builds it where Python 3.13 is"


@pytest.fixture(scope="session")
def flux0() -> Iterator[Flux0Server]:
    if not (VENV / "stamp").exists():
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        # Python 3.13 is not everywhere; the run ends with a red line that says what was skipped.
        pytest.skip(MISSING)
    with running_flux0(VENV) as server:
        yield server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = [
        report
        for report in terminalreporter.stats.get("skipped", [])
        if MISSING in str(report.longrepr)
    ]
    if skipped:
        terminalreporter.write_line(f"{len(skipped)} tests skipped: {MISSING}", red=True)
