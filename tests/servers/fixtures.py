from __future__ import annotations

from collections.abc import Iterator

import pytest

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
