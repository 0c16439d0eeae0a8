"""The log kept in the memory of one process."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Callable, Iterable
from itertools import islice
from threading import Condition

from webchat.conversation import Change, TurnNamed, TurnStarted, Update
from webchat.errors import ReplyRunningError
from webchat.live.log.contract import Position
from webchat.live.log.turns import Turns

EPOCH_BYTES = 9


class MemoryLog:
    """Numbers the changes of one session and keeps those that its view has not read."""

    def __init__(self, on_stop: Callable[[], None]) -> None:
        self.news = Condition()
        self.turns = Turns()
        self._on_stop = on_stop
        self._epoch = secrets.token_urlsafe(EPOCH_BYTES)
        self._last_number = 0
        self._updates: deque[Update] = deque()
        self._is_claimed = False

    @property
    def position(self) -> Position:
        """The position of the newest update."""
        return Position(self._epoch, self._last_number)

    @property
    def is_claimed(self) -> bool:
        """Whether a reply is being started or read."""
        return self._is_claimed

    def refresh(self) -> None:
        """Do nothing: no other process writes here."""

    def watch(self) -> None:
        """Do nothing: no other process writes here."""

    def claim(self) -> None:
        """Take the session's one place for a reply; raises ReplyRunningError if it is taken."""
        with self.news:
            if self._is_claimed:
                raise ReplyRunningError("a reply is already running in this session")
            self._is_claimed = True

    def append(
        self, correlation_id: str, changes: Iterable[TurnStarted | TurnNamed | Change]
    ) -> None:
        """Give ``changes`` their numbers."""
        with self.news:
            first = self._last_number + 1
            updates = [
                Update(number, correlation_id, change)
                for number, change in enumerate(changes, start=first)
            ]
            self._last_number += len(updates)
            self._updates += updates
            self.turns.note(updates)
            self.news.notify_all()

    def end(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Append the last ``changes`` of a reply and give its place back, in one step."""
        with self.news:
            self._is_claimed = False
            self.append(correlation_id, changes)

    def release(self) -> None:
        """Give the place back."""
        with self.news:
            self._is_claimed = False
            self.news.notify_all()

    def ask_to_stop(self) -> bool:
        """Have the reply ended that runs, if one does; tell whether one did."""
        if not self._is_claimed:
            return False
        self._on_stop()
        return True

    def after(self, number: int) -> list[Update]:
        """Give all updates with a greater number; raises LookupError if some are gone."""
        with self.news:
            missed = self._last_number - number
            if not 0 <= missed <= len(self._updates):
                raise LookupError(f"updates after {number} are not kept")
            return list(islice(self._updates, len(self._updates) - missed, None))

    def oldest(self) -> int:
        """Give the smallest number for which ``after`` holds."""
        with self.news:
            return self._last_number - len(self._updates)

    def discard(self, up_to: int) -> None:
        """Forget the updates up to and including the number ``up_to``."""
        with self.news:
            while self._updates and self._updates[0].number <= up_to:
                self._updates.popleft()


class MemoryLogs:
    """The logs of a process that runs alone."""

    def open(self, session_id: str, on_stop: Callable[[], None]) -> MemoryLog:
        """Make the log of a session."""
        return MemoryLog(on_stop)

    def close(self) -> None:
        """Do nothing: memory goes with its process."""
