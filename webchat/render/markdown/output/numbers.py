"""Room for the numbers of a list, which a style sheet cannot measure."""

from __future__ import annotations

# Any list has room for fewer, and no number has more. static/css/markdown.css has a rule for each.
DIGITS = range(3, 10)
NUMBER_CLASSES = {f"digits-{digits}" for digits in DIGITS}
# A list that is being written may come to so many items more: its room does not change.
ITEMS_TO_COME = 50


def number_class(start: int) -> str | None:
    """Give the class of a list whose first number is ``start``; None if it needs none."""
    digits = min(len(str(start + ITEMS_TO_COME)), DIGITS[-1])
    return f"digits-{digits}" if digits in DIGITS else None
