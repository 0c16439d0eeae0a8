"""Which messages of a person's are too long to be shown whole at once."""

from __future__ import annotations

LONG_CHARACTERS = 1_500
LONG_LINES = 20


def is_long(text: str) -> bool:
    """Tell whether ``text`` would push its answer far out of view."""
    return len(text) > LONG_CHARACTERS or text.count("\n") >= LONG_LINES
