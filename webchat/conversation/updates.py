"""Updates: the numbered changes of a session."""

from __future__ import annotations

from dataclasses import dataclass

from webchat.conversation.changes import Change
from webchat.conversation.transcript import Turn


@dataclass(frozen=True, slots=True)
class TurnStarted:
    """A person's message was accepted; ``turn`` holds it, and a reply yet without parts."""

    turn: Turn


@dataclass(frozen=True, slots=True)
class TurnNamed:
    """Upstream knows the turn by the correlation id ``real_id``, which was not known before."""

    real_id: str


@dataclass(frozen=True, slots=True)
class Update:
    """One change in the turn ``correlation_id``, at its place in the order of its session."""

    number: int
    correlation_id: str
    change: TurnStarted | TurnNamed | Change
