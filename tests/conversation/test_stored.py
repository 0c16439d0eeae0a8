from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.events import stored, texts
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


def test_a_greeting_is_a_turn_without_a_message() -> None:
    part = {"type": "content", "content": "Welcome"}
    transcript = Transcript.from_events([stored("message", {"type": "message", "parts": [part]})])

    (turn,) = transcript.turns
    assert turn.message is None
    assert texts(turn.reply) == [("content", "Welcome")]
