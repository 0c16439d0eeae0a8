from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from tests.journal.clock import Clock
from tests.journal.siblings import Sibling
from webchat.journal import Journal, open_journal


@pytest.fixture
def database_url(any_database_url: str) -> str:
    return any_database_url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = open_journal(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def process(engine: Engine, clock: Clock) -> Sibling:
    """Make the journal of a process by its name, with leases of ten seconds."""
    return lambda owner: Journal(engine, owner, lease_seconds=10, clock=clock)
