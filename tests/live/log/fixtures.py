from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.live.log.processes import TIMING, Process
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.redis import RedisServer
from webchat.live.log.redis_timing import Timing

MakeProcess = Callable[..., Process]


@pytest.fixture
def make_process(redis_server: RedisServer) -> Iterator[MakeProcess]:
    made: list[Process] = []

    def make(url: str = redis_server.url, timing: Timing = TIMING) -> Process:
        made.append(Process(url, timing))
        return made[-1]

    yield make
    for process in made:
        process.logs.close()


@pytest.fixture
def one(make_process: MakeProcess) -> Process:
    return make_process()


@pytest.fixture
def other(make_process: MakeProcess) -> Process:
    process = make_process()
    process.channel.watch()
    return process


@pytest.fixture
def road(redis_server: RedisServer) -> Iterator[FaultProxy]:
    """What lies between a process and Redis."""
    with fault_proxy(redis_server.url) as proxy:
        yield proxy


@pytest.fixture
def remote(make_process: MakeProcess, road: FaultProxy) -> Process:
    """A process that may be cut off."""
    return make_process(road.url.replace("http", "redis"))
