"""How wide the columns of a table are: as its head and its first row need, whatever comes after.

Columns that fit all rows would move what is in them with every row that is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from math import isqrt
from unicodedata import east_asian_width

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from webchat.render.markdown.output.columns import COLUMN_WIDTHS

NARROWEST, WIDEST = COLUMN_WIDTHS[0], COLUMN_WIDTHS[-1]
LONGEST_WORD = 16
# A text of n characters has lines of two times the root of n: long ones become wider and taller.
# This many have the widest column.
CHARACTERS_READ = (WIDEST // 2) ** 2
ROWS_READ = 2


def settle_columns(state: StateCore) -> None:
    """Give each table the widths of its columns, as ``meta["columns"]`` of its first token."""
    for index, token in enumerate(state.tokens):
        if token.type == "table_open":
            rows = islice(_rows(state, index), ROWS_READ)
            widths = zip(*([_width(text) for text in row] for row in rows), strict=False)
            token.meta["columns"] = [max(column) for column in widths]


def _rows(state: StateCore, start: int) -> Iterator[list[str]]:
    """Give the texts of each row's cells, but for a row that is being written."""
    cells: list[str] = []
    tokens = islice(state.tokens, start, None)
    for token in takewhile(lambda token: token.type != "table_close", tokens):
        if token.type == "tr_open":
            if _is_being_written(state, token):
                return
            cells = []
        elif token.type == "inline":
            cells.append(_text_of(token.children or []))
        elif token.type == "tr_close":
            yield cells


def _is_being_written(state: StateCore, row: Token) -> bool:
    lines = state.src.count("\n")
    is_open = "is_open" in state.env
    return is_open and row.map is not None and row.map[0] == lines


def _text_of(tokens: Sequence[Token]) -> str:
    return "".join(token.content or " " for token in tokens)[:CHARACTERS_READ]


def _width(text: str) -> int:
    """Give the width in which a text has no more lines than it needs, and its words are whole."""
    is_wide = [east_asian_width(character) in "WF" for character in text]
    words = "".join(" " if wide else letter for letter, wide in zip(text, is_wide, strict=True))
    longest = max(map(len, words.split()), default=0)
    room = 2 * isqrt(len(text) + sum(is_wide))
    return min(max(NARROWEST, min(longest, LONGEST_WORD), room), WIDEST)
