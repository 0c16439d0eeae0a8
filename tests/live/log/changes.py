"""What the tests of logs write into them."""

from __future__ import annotations

from webchat.conversation import (
    Change,
    PartStarted,
    Reply,
    TextAdded,
    TextPart,
    Turn,
    TurnStarted,
    UserMessage,
)


def turn(correlation_id: str) -> Turn:
    return Turn(correlation_id, UserMessage("Hello"), Reply())


def started(correlation_id: str) -> TurnStarted:
    return TurnStarted(turn(correlation_id))


def words(*texts: str) -> list[Change]:
    return [TextAdded(0, text) for text in texts]


def first_words() -> list[Change]:
    return [PartStarted(0, TextPart("content"))]
