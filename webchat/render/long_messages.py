"""Which messages of a person's are too long to be shown whole at once."""

from __future__ import annotations

# Of the screens between a phone, which has some 25, and a computer, which has some 50.
LINE_CHARACTERS = 40
# A third more than stands in what is shown of a folded message (transcript.css): what can be
# unfolded is worth the step.
LONG_LINES = 18


def is_long(text: str) -> bool:
    """Tell whether ``text`` would push its answer far out of view, by the lines it may take."""
    return sum(map(_lines_of, text.split("\n"))) >= LONG_LINES


def _lines_of(line: str) -> int:
    return max(1, -(-len(line) // LINE_CHARACTERS))
