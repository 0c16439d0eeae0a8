from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from webchat.conversation import Ended, PartStarted, TextAdded, TextPart, Update


class RecordingView:
    """A view that keeps what it was told."""

    def __init__(self, language: str, start: int) -> None:
        self.language = language
        self.start = self.number = start
        self.updates: list[Update] = []

    def advance(self, updates: Iterable[Update]) -> Iterator[None]:
        for update in updates:
            assert update.number == self.number + 1, "a hole, or a repeat"
            self.number = update.number
            self.updates.append(update)
            yield

    @property
    def changes(self) -> list[Any]:
        return [update.change for update in self.updates]

    @property
    def text(self) -> str:
        pieces = []
        for change in self.changes:
            if isinstance(change, PartStarted) and isinstance(change.part, TextPart):
                pieces.append(change.part.text)
            elif isinstance(change, TextAdded):
                pieces.append(change.delta)
        return "".join(pieces)

    @property
    def ends(self) -> list[Ended]:
        return [change for change in self.changes if isinstance(change, Ended)]
