"""Which messages of a person's are too long to be shown whole at once."""

from __future__ import annotations

from unicodedata import east_asian_width

# Of the screens between a phone, which has some 25, and a computer, which has some 50.
LINE_CHARACTERS = 40
# A third more than stands in what is shown of a folded message (transcript.css): what can be
# unfolded is worth the step.
LONG_LINES = 18
# What Unicode calls wide and full-width (annex 11) takes the room of two.
WIDE = frozenset("WF")


def is_long(text: str) -> bool:
    """Tell whether ``text`` would push its answer far out of view, by the lines it may take."""
    # No more than this much fits in fewer lines: what follows need not be looked at.
    beginning = text[: LONG_LINES * (LINE_CHARACTERS + 1)]
    return sum(map(_lines_of, beginning.split("\n"))) >= LONG_LINES


def _lines_of(line: str) -> int:
    return max(1, -(-_width_of(line) // LINE_CHARACTERS))


def _width_of(line: str) -> int:
    return len(line) + sum(east_asian_width(character) in WIDE for character in line)
