"""How wide the columns of a table are: as its head and its first row need, whatever comes after.

Columns that fit all rows would move what is in them with every row that is written.
"""

from __future__ import annotations

from itertools import zip_longest
from math import isqrt
from unicodedata import east_asian_width

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from webchat.render.markdown.output.columns import COLUMN_WIDTHS
from webchat.render.markdown.output.formula import formula_letters

NARROWEST, WIDEST = COLUMN_WIDTHS[0], COLUMN_WIDTHS[-1]
LONGEST_WORD = 16
# A text of n characters has lines of two times the root of n: long ones become wider and taller.
# This many have the widest column.
CHARACTERS_READ = (WIDEST // 2) ** 2
ROWS_READ = 2


def settle_columns(state: StateCore) -> None:
    """Give each table the widths of its columns, as ``meta["columns"]`` of its first token."""
    open_line = state.src.count("\n") if "is_open" in state.env else None
    columns: list[int] = []
    row: list[int] | None = None
    rows = 0
    for token in state.tokens:
        if token.type == "table_open":
            columns = token.meta["columns"] = []
            rows = 0
        elif token.type == "tr_open":
            rows += 1
            # A row that is being written would move the columns with each of its letters.
            is_written = token.map is not None and token.map[0] != open_line
            row = [] if is_written and rows <= ROWS_READ else None
        elif row is not None and token.type == "inline":
            row.append(_width(token))
        elif row is not None and token.type == "tr_close":
            columns[:] = map(max, zip_longest(columns, row, fillvalue=NARROWEST))
            row = None


def _text_of(cell: Token) -> str:
    """Give the text of a cell, with as many letters for a formula as it is wide."""
    pieces = (
        "m" * formula_letters(token.content) if token.type == "formula" else token.content or " "
        for token in cell.children or []
    )
    return "".join(pieces)[:CHARACTERS_READ]


def _width(cell: Token) -> int:
    """Give the width in which a cell has no more lines than it needs, and its words are whole."""
    text = _text_of(cell)
    is_wide = [east_asian_width(character) in "WF" for character in text]
    words = "".join(" " if wide else letter for letter, wide in zip(text, is_wide, strict=True))
    longest = max(map(len, words.split()), default=0)
    room = 2 * isqrt(len(text) + sum(is_wide))
    return min(max(NARROWEST, min(longest, LONGEST_WORD), room), WIDEST)
