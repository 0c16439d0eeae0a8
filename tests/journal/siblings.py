"""Journals of several processes on one database, and the turns that they keep."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from webchat.conversation import Reply, ReplyState, Turn, UserMessage
from webchat.journal import Journal

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
Sibling = Callable[[str], Journal]


def turn(text: str, correlation_id: str = "c1", state: ReplyState = "streaming") -> Turn:
    """Give a turn about the weather, whose reply is ``text``."""
    reply = Reply(state=state)
    reply.start_text("content", text)
    return Turn(correlation_id, UserMessage("How is the weather?", NOON), reply)
