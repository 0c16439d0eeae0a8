from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import Received, answer, stream
from tests.client.wire import AGENT, EVENT, SESSION, chunk_bytes, text_of
from webchat.client import EventSourceDTO, EventTypeDTO, Flux0

Operation = Callable[[Flux0], Any]
Sent = tuple[str, str, Any]

SESSIONS = {"data": [SESSION]}
AGENTS = {"data": [AGENT]}
EVENTS = {"data": [EVENT]}


def sent(received: Received) -> Sent:
    return received.method, received.target, json.loads(received.body or b"null")


OPERATIONS: list[tuple[Operation, Any, Sent]] = [
    (
        lambda flux0: flux0.sessions.create("vUfk4PgjTm"),
        SESSION,
        ("POST", "/api/sessions", {"agent_id": "vUfk4PgjTm"}),
    ),
    (
        lambda flux0: flux0.sessions.create("vUfk4PgjTm", True, "zv3h4j5Fjv", "The weather"),
        SESSION,
        (
            "POST",
            "/api/sessions?allow_greeting=true",
            {"agent_id": "vUfk4PgjTm", "id": "zv3h4j5Fjv", "title": "The weather"},
        ),
    ),
    (
        lambda flux0: flux0.sessions.create("vUfk4PgjTm", allow_greeting=False),
        SESSION,
        ("POST", "/api/sessions?allow_greeting=false", {"agent_id": "vUfk4PgjTm"}),
    ),
    (
        lambda flux0: flux0.sessions.retrieve("zv3h4j5Fjv"),
        SESSION,
        ("GET", "/api/sessions/zv3h4j5Fjv", None),
    ),
    (
        lambda flux0: flux0.sessions.retrieve("a/b c<>?#%é"),
        SESSION,
        ("GET", "/api/sessions/a%2Fb%20c%3C%3E%3F%23%25%C3%A9", None),
    ),
    (lambda flux0: flux0.sessions.list(), SESSIONS, ("GET", "/api/sessions", None)),
    (
        lambda flux0: flux0.sessions.list("vUfk4PgjTm"),
        SESSIONS,
        ("GET", "/api/sessions?agent_id=vUfk4PgjTm", None),
    ),
    (
        lambda flux0: flux0.sessions.list_events("zv3h4j5Fjv"),
        EVENTS,
        ("GET", "/api/sessions/zv3h4j5Fjv/events", None),
    ),
    (
        lambda flux0: flux0.sessions.list_events("zv3h4j5Fjv", 0, EventSourceDTO.USER, "RID(x)::y"),
        EVENTS,
        (
            "GET",
            "/api/sessions/zv3h4j5Fjv/events?min_offset=0&source=user&correlation_id=RID%28x%29%3A%3Ay",
            None,
        ),
    ),
    (
        lambda flux0: flux0.sessions.list_events("zv3h4j5Fjv", types=[EventTypeDTO.MESSAGE]),
        EVENTS,
        ("GET", "/api/sessions/zv3h4j5Fjv/events", ["message"]),
    ),
    (lambda flux0: flux0.agents.list(), AGENTS, ("GET", "/api/agents", None)),
    (
        lambda flux0: flux0.agents.retrieve("vUfk4PgjTm"),
        AGENT,
        ("GET", "/api/agents/vUfk4PgjTm", None),
    ),
    (
        lambda flux0: flux0.agents.create("Drizzle", "weather", "Checks the weather"),
        AGENT,
        (
            "POST",
            "/api/agents",
            {"name": "Drizzle", "type": "weather", "description": "Checks the weather"},
        ),
    ),
]


@pytest.mark.parametrize(("operation", "result", "request_"), OPERATIONS)
def test_an_operation_sends_its_request_and_reads_the_answer(
    serve: Serve, connect: Connect, operation: Operation, result: Any, request_: Sent
) -> None:
    server = serve(answer(result))
    read = operation(connect(server.url))
    assert sent(server.received[0]) == request_
    assert read == type(read).from_json(result)


def test_create_event_sends_the_event_and_streams_the_reply(serve: Serve, connect: Connect) -> None:
    server = serve(stream(chunk_bytes("Hi "), chunk_bytes("there")))
    with connect(server.url).sessions.create_event(
        session_id="zv3h4j5Fjv",
        type_=EventTypeDTO.MESSAGE,
        source=EventSourceDTO.USER,
        content="What's the weather in SF?",
    ) as event_stream:
        values = [text_of(event) for event in event_stream]
    assert values == ["Hi ", "there"]
    assert sent(server.received[0]) == (
        "POST",
        "/api/sessions/zv3h4j5Fjv/events/stream",
        {"type": "message", "source": "user", "content": "What's the weather in SF?"},
    )
    assert server.received[0].headers["Accept"] == "text/event-stream"
    assert server.received[0].headers["Accept-Encoding"] == "identity"


def test_an_event_without_content_sends_none(serve: Serve, connect: Connect) -> None:
    server = serve(stream())
    with connect(server.url).sessions.create_event("zv3h4j5Fjv", "message", "user") as events:
        assert list(events) == []
    assert json.loads(server.received[0].body) == {"type": "message", "source": "user"}


def test_types_are_filtered_again_where_the_server_does_not(serve: Serve, connect: Connect) -> None:
    kinds = ["message", "status", "tool", "video", "message"]
    server = serve(answer({"data": [{**EVENT, "type": kind} for kind in kinds]}))
    events = connect(server.url).sessions.list_events("zv3h4j5Fjv", types=["message", "video"])
    assert [event.type for event in events.data] == ["message", "video", "message"]


def test_a_server_that_wants_no_body_in_a_get_is_asked_without(
    serve: Serve, connect: Connect
) -> None:
    server = serve(answer(b"no body, please", status=413), answer(EVENTS))
    events = connect(server.url).sessions.list_events("zv3h4j5Fjv", types=["message"])
    assert len(events.data) == 1
    assert [received.body for received in server.received] == [b'["message"]', b""]


def test_a_connection_whose_body_may_be_unread_is_not_used_again(
    serve: Serve, connect: Connect
) -> None:
    server = serve(answer(EVENTS))
    flux0 = connect(server.url)
    flux0.sessions.list_events("zv3h4j5Fjv", types=["message"])
    flux0.sessions.list_events("zv3h4j5Fjv")
    first, second = server.received
    assert first.connection != second.connection


@pytest.mark.parametrize("identity", ["", ".", ".."])
def test_an_id_that_would_name_another_resource_is_refused(connect: Connect, identity: str) -> None:
    flux0 = connect("http://127.0.0.1:9")
    for operation in (flux0.sessions.retrieve, flux0.sessions.list_events, flux0.agents.retrieve):
        with pytest.raises(ValueError, match="id must"):
            operation(identity)
