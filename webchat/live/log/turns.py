"""What the updates of a session say of its turns."""

from __future__ import annotations

from collections.abc import Iterable

from webchat.conversation import Ended, TurnNamed, TurnStarted, Update


class Turns:
    """The turns that a log has seen begin, and the one that has not ended.

    ``begun`` holds their correlation ids; ``running`` is the id of the open one, or None.
    """

    def __init__(self) -> None:
        self.begun: set[str] = set()
        self.running: str | None = None
        self._aliases: dict[str, str] = {}

    def note(self, updates: Iterable[Update]) -> None:
        """Take further updates into account."""
        for update in updates:
            match update.change:
                case TurnStarted(turn):
                    self.begun.add(turn.correlation_id)
                    self.running = turn.correlation_id
                case TurnNamed(real_id):
                    self._aliases[real_id] = update.correlation_id
                case Ended():
                    self.running = None

    def known_as(self, real_id: str) -> str:
        """Give the id by which the turn is known here that upstream knows by ``real_id``."""
        return self._aliases.get(real_id, real_id)
