"""Cases where the embedded server deliberately does better than the real one."""

from __future__ import annotations

import time

import pytest

from tests.client.conftest import Connect
from tests.client.contract_servers import (
    MESSAGE,
    ContractServer,
    new_id,
    send,
    statuses_of,
    texts_of,
)
from webchat.client import APIError, Flux0, SessionDTO, SessionStream, StreamStalledError

DEADLINE_SECONDS = 10


@pytest.fixture
def is_embedded(server: ContractServer) -> bool:
    return server.agent_type == "guide"


def refused_status(client: Flux0, session: SessionDTO, content: str) -> int | None:
    try:
        send(client, session, content).close()
    except APIError as error:
        return error.status_code
    return None


def test_an_id_that_exists_is_refused_by_embedded_and_given_twice_by_flux0(
    server: ContractServer, client: Flux0, is_embedded: bool
) -> None:
    caller = client.with_user(f"kevin-{new_id()}")
    first = caller.sessions.create(server.agent_id)
    if is_embedded:
        with pytest.raises(APIError, match="409"):
            caller.sessions.create(server.agent_id, id=first.id)
    else:
        assert caller.sessions.create(server.agent_id, id=first.id).id == first.id
    assert len(caller.sessions.list().data) == (1 if is_embedded else 2)


def test_a_second_message_is_refused_by_embedded_and_kills_the_first_reply_of_flux0(
    server: ContractServer, client: Flux0, session: SessionDTO, is_embedded: bool
) -> None:
    with send(client, session, server.go_on) as first:
        next(first)
        assert refused_status(client, session, "Hi") == (409 if is_embedded else None)


def test_a_cancelled_stream_lets_the_next_message_through(
    server: ContractServer, client: Flux0, session: SessionDTO
) -> None:
    with send(client, session, server.go_on) as stream:
        next(stream)
        stream.cancel()
    # Embedded refuses until it has seen that its reader has gone.
    deadline = time.monotonic() + DEADLINE_SECONDS
    while refused_status(client, session, "Hi") == 409:
        assert time.monotonic() < deadline


def test_a_cancelled_reply_is_stored_by_embedded_and_lost_by_flux0(
    server: ContractServer, client: Flux0, session: SessionDTO, is_embedded: bool
) -> None:
    message = server.go_on if is_embedded else "many 1000 0.01"
    seen: list[SessionStream] = []
    with send(client, session, message) as stream:
        while not texts_of(seen):
            seen.append(next(stream))
    deadline = time.monotonic() + DEADLINE_SECONDS
    while refused_status(client, session, "Hi") == 409:
        assert time.monotonic() < deadline
    reply = seen[0].data.correlation_id
    stored = client.sessions.list_events(session.id, correlation_id=reply, types=[MESSAGE]).data
    said = [part["content"] for event in stored[1:] for part in event.data["parts"]]
    assert "".join(said).startswith("".join(texts_of(seen)) if is_embedded else "")
    assert len(said) == (1 if is_embedded else 0)


def test_an_agent_that_crashes_ends_the_stream_of_embedded_and_stalls_that_of_flux0(
    server: ContractServer, connect: Connect, session: SessionDTO, is_embedded: bool
) -> None:
    client = connect(server.url, read_timeout=1.0)
    seen: list[SessionStream] = []
    with send(client, session, server.crash) as stream:
        if is_embedded:
            seen.extend(stream)
            assert statuses_of(seen)[-1] == "error"
        else:
            with pytest.raises(StreamStalledError):
                seen.extend(stream)


def test_a_greeting_is_stored_by_embedded_and_lost_by_flux0(
    server: ContractServer, client: Flux0, is_embedded: bool
) -> None:
    session = client.sessions.create(server.agent_id, allow_greeting=True)
    stored = client.sessions.list_events(session.id).data
    assert [event.source for event in stored] == (["ai_agent"] if is_embedded else [])
