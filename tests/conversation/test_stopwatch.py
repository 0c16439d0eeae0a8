from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.conversation.events import chunk, recorded_events, recorded_stream, result, stored, text
from webchat.client import ChunkEventDTO, EventDTO, SessionStream
from webchat.conversation import (
    Part,
    PartTimed,
    Replaced,
    Reply,
    StreamedFold,
    TextPart,
    ToolCallPart,
    UnknownPart,
    fold_stored,
    is_user_message,
)

BEGAN = datetime(2026, 11, 22, 16, 20, tzinfo=UTC)
CALL = {"type": "tool_call", "tool_call_id": "c1", "tool_name": "search", "args": []}


def after(seconds: float, event: SessionStream) -> SessionStream:
    assert isinstance(event.data, ChunkEventDTO)
    moment = BEGAN.timestamp() + seconds
    return replace(event, data=replace(event.data, timestamp=moment))


def stored_after(seconds: float, type_: str, data: Any, source: str = "ai_agent") -> EventDTO:
    event = stored(type_, data, source)
    return replace(event, created_at=BEGAN + timedelta(seconds=seconds))


def message(**part: Any) -> dict[str, Any]:
    return {"type": "message", "parts": [part]}


STREAMED = [
    after(3.0, text("r", "Let me ", kind="reasoning")),
    after(11.8, text("r", "see.", kind="reasoning")),
    after(12.0, chunk("t", ("add", "/tool_calls/0", CALL))),
    after(13.0, chunk("t", ("add", "/tool_calls/0/args/-", "{}"))),
    after(20.1, chunk("u", ("add", "/tool_call_results/0", result("c1", "sunny")))),
    after(21.0, text("s", "So it is.", kind="reasoning")),
    after(21.2, text("a", "Sunny.")),
]
STORED = [
    stored_after(0.0, "message", message(type="content", content="Hi"), "user"),
    stored_after(0.1, "status", {"type": "status", "status": "processing"}),
    stored_after(11.9, "message", message(type="reasoning", reasoning="Let me see.")),
    stored_after(13.1, "message", message(**{**CALL, "args": {}})),
    stored_after(20.2, "tool", {"type": "tool_call_result", "tool_calls": [result("c1", "sunny")]}),
    stored_after(21.1, "message", message(type="reasoning", reasoning="So it is.")),
    stored_after(21.3, "message", message(type="content", content="Sunny.")),
]


def streamed(events: list[SessionStream], began_at: datetime | None = BEGAN) -> Reply:
    fold = StreamedFold(Reply(), began_at.timestamp() if began_at else None)
    for event in events:
        # A fold grows the documents that it is given.
        fold.add(deepcopy(event))
    return fold.reply


def seconds_of(reply: Reply) -> list[int | None]:
    return [seconds(part) for part in reply.parts]


def seconds(part: Part) -> int | None:
    return None if isinstance(part, UnknownPart) else part.seconds


def test_a_streamed_reply_and_the_stored_one_took_the_same_time() -> None:
    assert seconds_of(streamed(STREAMED)) == [12, 7, 1, None]
    assert seconds_of(fold_stored(STORED)) == [12, 7, 1, None]


@pytest.mark.parametrize("name", ["reasoning", "tool"])
def test_a_recorded_reply_took_the_same_time_streamed_and_stored(name: str) -> None:
    events = recorded_events(name)
    began_at = next(event.created_at for event in events if is_user_message(event))

    live = streamed(recorded_stream(name), began_at)

    assert seconds_of(live) == seconds_of(fold_stored(events)) == [0, None]


def test_what_cannot_be_timed_has_no_duration() -> None:
    assert seconds_of(streamed(STREAMED, None)) == [None, 7, 1, None]
    assert seconds_of(streamed(STREAMED, BEGAN + timedelta(hours=1))) == [None, 7, 1, None]
    assert seconds_of(streamed(STREAMED[:2])) == [None]
    assert seconds_of(fold_stored(STORED[1:])) == [None, 7, 1, None]


def test_stored_durations_take_the_place_of_streamed_ones_one_by_one() -> None:
    reply = streamed(STREAMED)
    later = [STORED[0], replace(STORED[2], created_at=BEGAN + timedelta(seconds=13)), *STORED[3:]]

    assert reply.take_over(fold_stored(later)) == [PartTimed(0, 13)]
    assert reply.take_over(fold_stored(later)) == []
    assert seconds_of(reply) == [13, 7, 1, None]


def test_other_parts_come_with_their_durations() -> None:
    reply = streamed(STREAMED[:2])

    (change,) = reply.take_over(fold_stored(STORED))

    assert isinstance(change, Replaced)
    assert [type(part) for part in change.parts] == [TextPart, ToolCallPart, TextPart, TextPart]
    assert [seconds(part) for part in change.parts] == [12, 7, 1, None]
