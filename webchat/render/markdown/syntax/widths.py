"""How wide columns are for the texts of their head and their first row. All is in characters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import isqrt
from unicodedata import east_asian_width

from webchat.render.markdown.output.columns import COLUMN_WIDTHS, Columns

NARROWEST, WIDEST = COLUMN_WIDTHS[0], COLUMN_WIDTHS[-1]
LONGEST_WORD = 16
LEAST_TEXT = 7
LEAST_NUMBER = 8
# A text of n letters has lines of two times the root of n: it becomes wider and taller, up to this.
LEAST_LINE = 12
# As static/css/tables.css has it: the text is so wide, and a cell has this much on its sides.
MEASURE = 67
PADDING = 2.4
# On a wide screen a text has one line, up to this; what is said last is often longer in later rows.
MOST_TEXT = 40
LEAST_REMARK = 22

NUMBER = re.compile(r"\W{0,3}\d[\d.,:'\s]*\W{0,2}\w{0,3}")
COUNT = re.compile(r"\d{1,3}\.?")
COUNT_HEAD = 2
MOST_HEAD_LINES = 2


@dataclass(frozen=True, slots=True)
class _Need:
    """What a column needs at least, so that its words are whole, and at most."""

    least: int
    most: int


def columns_of(head: Sequence[str], row: Sequence[str]) -> Columns:
    """Give the columns for the texts of a head and of the first row, if there is one."""
    pairs = list(zip_longest(head, row, fillvalue=""))
    last = len(pairs) - 1
    needs = [
        _need(*pair, is_first=number == 0, is_last=number == last)
        for number, pair in enumerate(pairs)
    ]
    widths = [need.least for need in needs]
    # Numbers alone are hard to read far from each other; below a long head there may be more.
    is_numeric = bool(row) and all(map(_is_number, row))
    if is_numeric and all(map(_is_short, head, widths)):
        return Columns(widths)
    return Columns(widths, _shares(needs), is_spread=True)


def _need(head: str, cell: str, *, is_first: bool, is_last: bool) -> _Need:
    if is_first and len(head) <= COUNT_HEAD and COUNT.fullmatch(cell):
        return _Need(NARROWEST, NARROWEST)
    # A head is bold.
    words = max(_longest_word(head) + 1, _longest_word(cell))
    letters = max(_letters(head), _letters(cell))
    if _is_number(cell):
        least = max(LEAST_NUMBER, min(words, WIDEST))
        return _Need(least, max(least, min(_letters(head), MOST_TEXT)))
    least = max(LEAST_TEXT, min(words, LONGEST_WORD), min(2 * isqrt(letters), LEAST_LINE))
    most = max(letters * 3 // 2, LEAST_REMARK if is_last else least)
    return _Need(least, max(least, min(most, MOST_TEXT)))


def _shares(needs: Sequence[_Need]) -> list[int]:
    """Give the percentage of each column on a wide screen; none, if there is too little room."""
    room = MEASURE - PADDING * len(needs)
    least, most = sum(need.least for need in needs), sum(need.most for need in needs)
    if least > room:
        return []
    part = min(1.0, (room - least) / (most - least)) if most > least else 0.0
    widths = [need.least + (need.most - need.least) * part + PADDING for need in needs]
    # Together they must not be wider than the table.
    return [int(100 * width / sum(widths)) for width in widths]


def _is_short(head: str, width: int) -> bool:
    return _letters(head) <= MOST_HEAD_LINES * width


def _is_number(text: str) -> bool:
    return NUMBER.fullmatch(text) is not None


def _letters(text: str) -> int:
    return len(text) + sum(map(_is_wide, text))


def _longest_word(text: str) -> int:
    """Count the letters of the longest word; wide ones, such as Chinese, make no words."""
    words = "".join(" " if _is_wide(letter) else letter for letter in text).split()
    return max(map(len, words), default=0)


def _is_wide(letter: str) -> bool:
    return east_asian_width(letter) in "WF"
