from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.client.fake_server import Answer, FakeServer, fake_server
from webchat.client import Flux0

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
