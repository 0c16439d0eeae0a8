from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.client.contract_servers import ContractServer, embedded_server, real_server
from tests.client.fake_server import Answer, FakeServer, fake_server
from webchat.client import Flux0, SessionDTO

Serve = Callable[..., FakeServer]
Connect = Callable[..., Flux0]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Start a fake server that gives these answers; it ends with the test."""
    with ExitStack() as stack:

        def start(*answers: Answer) -> FakeServer:
            return stack.enter_context(fake_server(*answers))

        yield start


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Make a client that is closed with the test."""
    with ExitStack() as stack:

        def make(server_url: str | None = None, **options: Any) -> Flux0:
            return stack.enter_context(Flux0(server_url, **options))

        yield make


@pytest.fixture(
    scope="session", params=["embedded", pytest.param("flux0", marks=pytest.mark.flux0)]
)
def server(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[ContractServer]:
    """Run each test on the embedded server and on a real Flux0."""
    if request.param == "embedded":
        with embedded_server(tmp_path_factory.mktemp("embedded")) as embedded:
            yield embedded
    else:
        yield real_server(request.getfixturevalue("flux0"))


@pytest.fixture
def client(server: ContractServer, connect: Connect) -> Flux0:
    return connect(server.url)


@pytest.fixture
def session(server: ContractServer, client: Flux0) -> SessionDTO:
    return client.sessions.create(server.agent_id)
