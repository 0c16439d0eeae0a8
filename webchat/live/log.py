"""The log of a session's updates, kept in memory."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterable
from itertools import islice

from webchat.conversation import Change, TurnStarted, Update


class MemoryLog:
    """Numbers the changes of one session and keeps those that its view has not read.

    ``epoch`` names this log: numbers of another epoch say nothing about this one. It is not
    thread-safe; its channel guards it.
    """

    def __init__(self) -> None:
        self.epoch = secrets.token_urlsafe(9)
        self.last_number = 0
        self._updates: deque[Update] = deque()

    def append(self, correlation_id: str, changes: Iterable[TurnStarted | Change]) -> None:
        """Give ``changes`` their numbers and keep them."""
        for change in changes:
            self.last_number += 1
            self._updates.append(Update(self.last_number, correlation_id, change))

    def after(self, number: int) -> list[Update]:
        """Give all updates with a greater number, in order."""
        missed = self.last_number - number
        if missed > len(self._updates):
            raise LookupError(f"updates after {number} are no longer kept")
        return list(islice(self._updates, len(self._updates) - missed, None))

    def discard(self, up_to: int) -> None:
        """Forget the updates up to and including the number ``up_to``."""
        while self._updates and self._updates[0].number <= up_to:
            self._updates.popleft()
