from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conversation.events import stored, texts
from webchat.client import EventDTO
from webchat.conversation import ToolCallPart, Transcript, UnknownPart, fold_stored


def test_a_failed_tool_keeps_its_error() -> None:
    call = {"type": "tool_call", "tool_call_id": "c1", "tool_name": "search", "args": {}}
    told = {"tool_call_id": "c1", "tool_name": "search", "args": {}, "error": "no network"}
    reply = fold_stored(
        [
            stored("message", {"type": "message", "parts": [call]}),
            stored("tool", {"type": "tool_call_result", "tool_calls": [told]}),
        ]
    )

    (part,) = reply.parts
    assert isinstance(part, ToolCallPart)
    assert (part.error, part.result, part.is_finished) == ("no network", None, True)


@pytest.mark.parametrize("data", [None, [], "text", {"type": "message"}, {"type": "new"}])
def test_stored_data_of_an_unknown_shape_is_shown_plainly(data: Any) -> None:
    reply = fold_stored([stored("custom", data)])

    assert [type(part) for part in reply.parts] == [UnknownPart]


def test_a_cancelled_reply_is_stopped_and_keeps_its_text() -> None:
    part = {"type": "content", "content": "Half"}
    reply = fold_stored(
        [
            stored("message", {"type": "message", "parts": [part]}),
            stored("status", {"type": "status", "status": "cancelled", "data": {}}),
        ]
    )

    assert reply.state == "stopped"
    assert texts(reply) == [("content", "Half")]


def test_a_reply_that_its_server_cut_off_is_interrupted_and_keeps_its_text() -> None:
    part = {"type": "content", "content": "Half"}
    why = {"detail": "The server was stopped."}
    reply = fold_stored(
        [
            stored("message", {"type": "message", "parts": [part]}),
            stored("status", {"type": "status", "status": "cancelled", "data": why}),
        ]
    )

    assert reply.state == "interrupted"
    assert texts(reply) == [("content", "Half")]


NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
ASKED = stored("message", {"type": "message", "parts": [{"content": "Hi"}]}, source="user")
ANSWERED = stored("message", {"type": "message", "parts": [{"type": "content", "content": "Yes"}]})


def stored_status(name: str) -> EventDTO:
    return stored("status", {"type": "status", "status": name, "data": {}})


def each_a_second_later(*events: EventDTO) -> list[EventDTO]:
    return [
        replace(event, created_at=NOON + timedelta(seconds=seconds))
        for seconds, event in enumerate(events)
    ]


@pytest.mark.parametrize("last", ["ready", "completed"])
def test_a_reply_ended_with_the_last_that_was_said_not_with_the_word_that_it_was(
    last: str,
) -> None:
    events = each_a_second_later(ASKED, stored_status("typing"), ANSWERED, stored_status(last))

    assert fold_stored(events).ended_at == NOON + timedelta(seconds=2)


def test_a_reply_that_was_cancelled_ended_then() -> None:
    events = each_a_second_later(ASKED, ANSWERED, stored_status("cancelled"))

    assert fold_stored(events).ended_at == NOON + timedelta(seconds=2)


def test_of_a_reply_without_a_trace_nobody_knows_when_it_ended() -> None:
    removed = replace(ANSWERED, deleted=True)

    assert fold_stored(each_a_second_later(ASKED, removed)).ended_at is None


def test_a_greeting_is_a_turn_without_a_message() -> None:
    part = {"type": "content", "content": "Welcome"}
    transcript = Transcript.from_events([stored("message", {"type": "message", "parts": [part]})])

    (turn,) = transcript.turns
    assert turn.message is None
    assert texts(turn.reply) == [("content", "Welcome")]
