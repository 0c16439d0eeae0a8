"""What can happen to a reply.

A change is a value of its own: it refers to nothing that changes later, so that it means the same
to a follower that reads it late.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from webchat.conversation.parts import Part

ReplyState = Literal["streaming", "done", "stopped", "failed", "interrupted"]


@dataclass(frozen=True, slots=True)
class PartStarted:
    """A new part stands at ``index``, with what it already holds."""

    index: int
    part: Part


@dataclass(frozen=True, slots=True)
class TextAdded:
    """``delta`` was added to the body of the part at ``index``."""

    index: int
    delta: str


@dataclass(frozen=True, slots=True)
class PartChanged:
    """The part at ``index`` changed otherwise than by growing."""

    index: int
    part: Part


@dataclass(frozen=True, slots=True)
class PartTimed:
    """The part at ``index`` took so many seconds."""

    index: int
    seconds: int


@dataclass(frozen=True, slots=True)
class StatusChanged:
    """The agent says what it is doing: acknowledged, processing, typing, or its own word."""

    status: str


@dataclass(frozen=True, slots=True)
class Replaced:
    """What upstream stored differs from what it streamed, and is the truth: ``parts``."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """The reply is over. ``problem`` is a sentence for the person, or None.

    ``ended_at`` is when, as the reply is to tell from then on; None where nobody knows.
    """

    state: ReplyState
    problem: str | None
    ended_at: datetime | None = field(default=None, compare=False)


Change = PartStarted | TextAdded | PartChanged | PartTimed | StatusChanged | Replaced | Ended
