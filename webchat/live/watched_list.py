"""A list of sessions that somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webchat.client import Flux0


@dataclass(frozen=True, slots=True)
class ListedSession:
    """A session as a list shows it; ``is_running`` tells that a reply is being written in it."""

    id: str
    title: str | None
    created_at: datetime
    is_running: bool


@dataclass(eq=False, slots=True)
class WatchedList:
    """The newest sessions of a guest, as they were read last; None until they were.

    ``number`` is that of the reading, after which ``rings`` are called, and ``begun`` of the one
    that began last. ``is_stale`` tells that it is under way, or has failed. ``drawn`` is for
    whoever draws the list: what was kept there is gone with the next reading.
    """

    client: Flux0
    sessions: tuple[ListedSession, ...] | None = None
    number: int = 0
    begun: int = 0
    drawn: dict[Hashable, Any] = field(default_factory=dict)
    rings: list[Callable[[], None]] = field(default_factory=list)
    is_stale: bool = False
    is_being_read: bool = False
    is_outdated: bool = False
