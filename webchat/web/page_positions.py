"""Page positions: how far a page has come, as it tells when it connects."""

from __future__ import annotations

from dataclasses import dataclass

from webchat.live import Position

NOWHERE = Position("", 0)


@dataclass(frozen=True, slots=True)
class PagePosition:
    """What a page shows: of its session, and which list of sessions beside it.

    As text it is ``epoch number digest``; a page without a session has the epoch ``-``.
    """

    session: Position
    list_digest: str

    @classmethod
    def from_text(cls, text: str) -> PagePosition:
        """Read a position; of what says nothing, it is one of no epoch and no list."""
        epoch, number, digest = (text.split(" ") + ["", "", ""])[:3]
        if not (number.isascii() and number.isdigit()):
            return cls(NOWHERE, digest)
        return cls(Position(epoch, int(number)), digest)

    def __str__(self) -> str:
        return f"{self.session.epoch or '-'} {self.session.number} {self.list_digest}"
