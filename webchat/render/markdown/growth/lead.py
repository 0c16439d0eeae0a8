"""What the open text continues, if anything: a list or a table that has begun to be finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from webchat.render.markdown.growth.code import OpenCode
from webchat.render.markdown.syntax.outline import Outline

# Stands in a draft between what is inside of the open list or table and what comes after it. No
# HTML of ours has this character.
SEAM = "\0"


class Lead(Protocol):
    """Knows how the open text is read, and what of it is finished."""

    kind: str

    @property
    def prefix(self) -> str:
        """Lines that the open text is read after, so that it is read as what it is."""

    def step(self, outline: Outline, lines: Sequence[str], *, is_complete: bool) -> Step:
        """Finish what is finished of the open text, given all its complete ``lines``."""

    def draft(self, text: str) -> str:
        """Give the HTML of the open text, with a seam if there is a slot for some of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """``consumed`` lines are finished; the others continue what comes ``after``."""

    consumed: int
    after: Lead | OpenCode
