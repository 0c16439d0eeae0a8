"""A transcript: the turns of a session, folded from its stored events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from webchat.client import EventDTO
from webchat.conversation.parts import to_text
from webchat.conversation.reply import Reply
from webchat.conversation.stored import fold_stored, is_user_message


@dataclass(frozen=True, slots=True)
class UserMessage:
    """What the person wrote, and when upstream stored it (None while that is not known)."""

    text: str
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A user message and its reply, which share ``correlation_id``.

    A greeting is a turn without a message.
    """

    correlation_id: str
    message: UserMessage | None
    reply: Reply


@dataclass(frozen=True, slots=True)
class Transcript:
    """The turns of a session, oldest first."""

    turns: tuple[Turn, ...]

    @classmethod
    def from_events(cls, events: Iterable[EventDTO]) -> Transcript:
        """Fold the stored events of a session, in their order, into turns.

        Events belong to the turn of their correlation id; turns stand in the order in which
        their first events do.
        """
        grouped: dict[str, list[EventDTO]] = {}
        for event in events:
            grouped.setdefault(event.correlation_id, []).append(event)
        return cls(tuple(_turn(identity, group) for identity, group in grouped.items()))


def message_of(event: EventDTO) -> UserMessage:
    """Read the text of a stored user message."""
    data = event.data if isinstance(event.data, Mapping) else {}
    parts = data.get("parts")
    texts = [
        to_text(part["content"])
        for part in (parts if isinstance(parts, list) else [])
        if isinstance(part, Mapping) and "content" in part
    ]
    return UserMessage("\n\n".join(texts), event.created_at)


def _turn(correlation_id: str, events: list[EventDTO]) -> Turn:
    message = next((message_of(event) for event in events if is_user_message(event)), None)
    # Upstream gives every message to an agent: one without a trace of it was cut off early.
    return Turn(correlation_id, message, fold_stored(events))
