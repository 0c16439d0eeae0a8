from __future__ import annotations

from typing import Any

import pytest

from tests.embedded.caller import Caller


@pytest.fixture
def session_id(api: Caller) -> str:
    session_id = api.open_session("scripted")
    api.hear(session_id, "tool now")
    return session_id


def test_all_events_are_listed_in_their_order(api: Caller, session_id: str) -> None:
    api.hear(session_id, "again")
    offsets = [event["offset"] for event in api.events(session_id)]
    assert offsets == list(range(len(offsets)))


def test_a_new_session_has_no_events(api: Caller) -> None:
    assert api.events(api.open_session()) == []


@pytest.mark.parametrize(("min_offset", "first"), [("5", 5), ("6.0", 6), ("+4", 4), ("-1", 0)])
def test_events_are_listed_from_an_offset(
    api: Caller, session_id: str, min_offset: str, first: int
) -> None:
    offsets = [
        event["offset"] for event in api.events(session_id, params={"min_offset": min_offset})
    ]
    assert offsets == list(range(first, 7))


def test_no_events_are_listed_from_an_offset_beyond_all_numbers(
    api: Caller, session_id: str
) -> None:
    assert api.events(session_id, params={"min_offset": "9" * 400}) == []


def test_events_are_listed_by_source(api: Caller, session_id: str) -> None:
    [event] = api.events(session_id, params={"source": "user"})
    assert event["offset"] == 0
    assert len(api.events(session_id, params={"source": "ai_agent"})) == 6
    assert api.events(session_id, params={"source": "system"}) == []


def test_events_are_listed_by_correlation_id(api: Caller, session_id: str) -> None:
    api.hear(session_id, "again")
    correlation_id = api.events(session_id)[-1]["correlation_id"]
    found = api.events(session_id, params={"correlation_id": correlation_id})
    assert found[0]["data"]["parts"][0]["content"] == "again"
    assert {event["correlation_id"] for event in found} == {correlation_id}
    assert api.events(session_id, params={"correlation_id": ""}) == []


@pytest.mark.parametrize(
    "request_parts",
    [
        {"params": {"types": "message,tool"}},
        {"params": {"types": ["message", "tool"]}},
        {"json": ["message", "tool"]},
        {"params": {"types": "message"}, "json": ["tool"]},
    ],
)
def test_events_are_listed_by_type(
    api: Caller, session_id: str, request_parts: dict[str, Any]
) -> None:
    types = [event["type"] for event in api.events(session_id, **request_parts)]
    assert types == ["message", "message", "tool", "message"]


@pytest.mark.parametrize("body", [[], None])
def test_an_empty_list_of_types_does_not_restrict(
    api: Caller, session_id: str, body: list[str] | None
) -> None:
    assert len(api.events(session_id, json=body)) == 7


def test_the_events_of_an_unknown_session_are_refused(api: Caller) -> None:
    response = api.get("/api/sessions/zzzzzzzzzz/events")
    detail = "Cannot list events for non-existent session with ID zzzzzzzzzz"
    assert (response.status_code, response.json()) == (400, {"detail": detail})


def test_a_message_to_an_unknown_session_is_refused(api: Caller) -> None:
    response = api.say("zzzzzzzzzz", "hello")
    detail = "Session with ID zzzzzzzzzz not found"
    assert (response.status_code, response.json()) == (400, {"detail": detail})


@pytest.mark.parametrize(
    ("fields", "detail"),
    [
        ({"content": ""}, "Missing 'message' field in event parameters"),
        ({"content": None}, "Missing 'message' field in event parameters"),
        ({"type": "status"}, "Only message events can currently be added manually"),
        ({"type": "tool"}, "Only message events can currently be added manually"),
        ({"source": "ai_agent"}, 'Only "user" source is supported for direct posting.'),
        ({"source": "system"}, 'Only "user" source is supported for direct posting.'),
    ],
)
def test_what_is_no_message_of_a_user_is_refused(
    api: Caller, fields: dict[str, Any], detail: str
) -> None:
    session_id = api.open_session()
    body = {"type": "message", "source": "user", "content": "hello", **fields}
    response = api.post(f"/api/sessions/{session_id}/events/stream", json=body)
    assert (response.status_code, response.json()) == (422, {"detail": detail})
    assert api.events(session_id) == []


@pytest.mark.parametrize(
    "content", ["\u0000", "a\u2028b", "\U0001f600 \u05d0", "\r\n", "x" * 200_000]
)
def test_a_message_is_stored_as_it_was_written(api: Caller, content: str) -> None:
    session_id = api.open_session("scripted")
    heard = api.hear(session_id, f"say {content}")
    [asked, answered] = api.events(session_id, params={"types": "message"})
    assert asked["data"]["parts"][0]["content"] == f"say {content}"
    streamed = [m.data["patches"][0]["value"] for m in heard if m.event == "chunk"]
    assert answered["data"]["parts"][0]["content"] == "".join(streamed)
    assert content in answered["data"]["parts"][0]["content"]
