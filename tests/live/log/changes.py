"""What the tests of logs write into them."""

from __future__ import annotations

from dataclasses import replace

from webchat.conversation import (
    Change,
    PartStarted,
    Reply,
    ReplyState,
    TextAdded,
    TextPart,
    Turn,
    TurnStarted,
    UserMessage,
)
from webchat.conversation.parts import GrowingText


def turn(correlation_id: str) -> Turn:
    return Turn(correlation_id, UserMessage("Hello"), Reply())


def ended_turn(correlation_id: str, state: ReplyState, text: str) -> Turn:
    part = TextPart("content", GrowingText(text))
    return replace(turn(correlation_id), reply=Reply([part], state))


def started(correlation_id: str) -> TurnStarted:
    return TurnStarted(turn(correlation_id))


def words(*texts: str) -> list[Change]:
    return [TextAdded(0, text) for text in texts]


def first_words() -> list[Change]:
    return [PartStarted(0, TextPart("content"))]
