from __future__ import annotations

from datetime import UTC, datetime

from webchat.conversation import (
    Change,
    Ended,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    Reply,
    StatusChanged,
    TextAdded,
    TextPart,
    ToolCallPart,
    Turn,
    TurnNamed,
    TurnStarted,
    Update,
    replayed,
)
from webchat.conversation.parts import GrowingText

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def updates(*changes: TurnStarted | TurnNamed | Change) -> list[Update]:
    return [Update(number, "turn", change) for number, change in enumerate(changes, start=1)]


def begun(correlation_id: str = "turn") -> TurnStarted:
    return TurnStarted(Turn(correlation_id, None, Reply()))


def answer(text: str) -> TextPart:
    return TextPart("content", GrowingText(text))


def test_a_reply_is_as_its_changes_left_it() -> None:
    told = updates(
        begun(),
        StatusChanged("typing"),
        PartStarted(0, ToolCallPart("call", "look")),
        PartStarted(1, answer("Ha")),
        TextAdded(1, "lf"),
        PartChanged(0, ToolCallPart("call", "look", result="found")),
        PartTimed(0, 3),
        Ended("failed", "It broke.", NOON),
    )

    found = replayed(told)

    parts = [ToolCallPart("call", "look", result="found", seconds=3), answer("Half")]
    assert found == Turn("turn", None, Reply(parts, "failed", "typing", "It broke."))
    assert found.reply.ended_at == NOON
    assert replayed(told) == found, "the updates themselves have not grown"


def test_what_was_replaced_is_gone_and_what_follows_is_added() -> None:
    told = updates(
        begun(), PartStarted(0, answer("Wrong")), Replaced((answer("Right"),)), TextAdded(0, "ly")
    )

    assert replayed(told) == Turn("turn", None, Reply([answer("Rightly")]))


def test_the_last_turn_counts_by_the_id_that_upstream_has_for_it() -> None:
    told = updates(begun("first"), begun("local"), TurnNamed("real"))

    assert replayed(told) == Turn("real", None, Reply())


def test_updates_that_begin_no_turn_tell_of_none() -> None:
    assert replayed([]) is None
