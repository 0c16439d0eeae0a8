from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.servers.postgresql import PostgreSQLServer, running_postgresql
from tests.servers.redis import RedisServer, running_redis
from tests.servers.upstream import ScriptedUpstream, scripted_upstream


@pytest.fixture
def upstream() -> Iterator[ScriptedUpstream]:
    with scripted_upstream() as running:
        yield running


@pytest.fixture
def redis_server() -> Iterator[RedisServer]:
    with running_redis() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQLServer]:
    with running_postgresql() as server:
        yield server


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def any_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give an empty database of each kind that the site can be given."""
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path / 'tests.sqlite3'}"
    server: PostgreSQLServer = request.getfixturevalue("postgresql_server")
    return server.new_database()
