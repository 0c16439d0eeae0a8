"""A ledger: the numbered updates of one session, as far as a process still needs them."""

from __future__ import annotations

import secrets
from collections import deque
from collections.abc import Iterable
from itertools import islice
from threading import Condition

from webchat.conversation import Change, TurnNamed, TurnStarted, Update
from webchat.live.log.contract import Position
from webchat.live.log.turns import Turns

EPOCH_BYTES = 9


class Ledger:
    """Numbers the changes of one session and keeps those that a view may need.

    ``news`` guards all that is here and is notified of every change; ``turns`` tells what the
    updates say of turns.
    """

    def __init__(self) -> None:
        self.news = Condition()
        self.turns = Turns()
        self._epoch = new_epoch()
        self._number = 0
        self._updates: deque[Update] = deque()

    @property
    def position(self) -> Position:
        """The position of the newest update."""
        return Position(self._epoch, self._number)

    def after(self, number: int) -> list[Update]:
        """Give all updates with a greater number; raises LookupError if some are gone."""
        with self.news:
            missed = self._number - number
            if not 0 <= missed <= len(self._updates):
                raise LookupError(f"updates after {number} are not kept")
            # From the end: a running reply may be long, and what is missed of it is not.
            missing = list(islice(reversed(self._updates), missed))
            return missing[::-1]

    def oldest(self) -> int:
        """Give the smallest number for which ``after`` holds."""
        with self.news:
            return self._number - len(self._updates)

    def discard(self, up_to: int) -> None:
        """Forget the updates up to and including the number ``up_to``."""
        with self.news:
            while self._updates and self._updates[0].number <= up_to:
                self._updates.popleft()

    def _write(
        self, correlation_id: str, changes: Iterable[TurnStarted | TurnNamed | Change]
    ) -> list[Update]:
        """Give ``changes`` their numbers, keep them, and return them as updates."""
        with self.news:
            numbered = enumerate(changes, start=self._number + 1)
            updates = [Update(number, correlation_id, change) for number, change in numbered]
            self._keep(updates)
        return updates

    def _keep(self, updates: list[Update]) -> None:
        """Keep ``updates``, which have their numbers and follow on the newest one."""
        with self.news:
            self._number += len(updates)
            self._updates += updates
            self.turns.note(updates)
            self.news.notify_all()

    def _restart(self, epoch: str, number: int) -> None:
        """Forget everything, and go on in ``epoch`` after ``number``."""
        with self.news:
            self.turns = Turns()
            self._epoch, self._number = epoch, number
            self._updates.clear()
            self.news.notify_all()


def new_epoch() -> str:
    """Make the name of an epoch that never was before."""
    return secrets.token_urlsafe(EPOCH_BYTES)
