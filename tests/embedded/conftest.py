from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.embedded.agents import Failing, Patient, Scripted, Tireless, Together
from tests.embedded.caller import Caller
from webchat.embedded import serve

READERS = 50


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'sessions.sqlite3'}"


@pytest.fixture
def patient() -> Patient:
    return Patient()


@pytest.fixture
def api(database_url: str, patient: Patient) -> Iterator[Caller]:
    agents = (Scripted(), patient, Failing(), Tireless(), Together(READERS))
    with serve(database_url, guide_pace=0, agents=agents) as url:
        yield Caller(url)
