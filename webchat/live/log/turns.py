"""What the updates of a session say of its turns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from webchat.conversation import Ended, TurnNamed, TurnStarted, Update


class Turns:
    """The turns that a log has seen begin, and the one that has not ended.

    ``begun`` holds the numbers of the updates with which they began, by their correlation ids;
    ``running`` is the id of the open one, or None.
    """

    def __init__(self) -> None:
        self.begun: dict[str, int] = {}
        self.running: str | None = None
        self._aliases: dict[str, str] = {}
        self._rests = [0]

    def note(self, updates: Iterable[Update]) -> None:
        """Take further updates into account."""
        for update in updates:
            match update.change:
                case TurnStarted(turn):
                    if self.running is None:
                        self._rests.append(update.number - 1)
                    self.begun[turn.correlation_id] = update.number
                    self.running = turn.correlation_id
                case TurnNamed(real_id):
                    self._aliases[real_id] = update.correlation_id
                case Ended():
                    self.running = None
                    self._rests.append(update.number)

    def known_as(self, real_id: str) -> str:
        """Give the id by which the turn is known here that upstream knows by ``real_id``."""
        return self._aliases.get(real_id, real_id)

    def begun_after(self, number: int) -> set[str]:
        """Name the turns that began after the update ``number``."""
        return {identity for identity, start in self.begun.items() if start > number}

    def last_rest(self, number: int) -> int:
        """Give the last number up to ``number`` at which no turn was open."""
        return self._rests[bisect_right(self._rests, number) - 1]
