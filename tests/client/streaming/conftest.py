from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import Answer
from webchat.client import EventStream

OpenStream = Callable[..., EventStream]


@pytest.fixture
def open_stream(serve: Serve, connect: Connect) -> OpenStream:
    """Open an event stream from a fake server that answers in this way."""

    def open_(given: Answer, read_timeout: float = 10.0) -> EventStream:
        flux0 = connect(serve(given).url, read_timeout=read_timeout)
        return flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")

    return open_
