"""How wide the columns of a table are: as its head and its first row need, whatever comes after.

Columns that fit all rows would move what is in them with every row that is written.
"""

from __future__ import annotations

from dataclasses import replace

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from webchat.render.markdown.output.formula import formula_letters
from webchat.render.markdown.syntax.widths import columns_of

# More say no more of how wide a column is to be.
CHARACTERS_READ = 100
ROWS_READ = 2
BREAKS = ("softbreak", "hardbreak")


def settle_columns(state: StateCore) -> None:
    """Give the first token of each table its columns, as ``meta["columns"]``."""
    open_line = state.src.count("\n") if "is_open" in state.env else None
    table: Token | None = None
    rows: list[list[str]] = []
    for token in state.tokens:
        if token.type == "table_open":
            table, rows = token, []
        elif table is None:
            continue
        elif token.type == "inline":
            rows[-1].append(_text_of(token))
        elif token.type == "tr_open" and len(rows) < ROWS_READ and _line_of(token) != open_line:
            # A row that is being written would move the columns with each of its letters.
            rows.append([])
        elif token.type in ("tr_open", "table_close"):
            head, row = [*rows, [], []][:ROWS_READ]
            columns = columns_of(head, row)
            # What stands in a list or a quotation has less room than there is to share.
            table.meta["columns"] = replace(columns, shares=()) if table.level else columns
            table = None


def _line_of(row: Token) -> int | None:
    return row.map[0] if row.map else None


def _text_of(cell: Token) -> str:
    """Give the text of a cell, with as many letters for a formula as it is wide."""
    return "".join(map(_text_in, cell.children or []))[:CHARACTERS_READ].strip()


def _text_in(token: Token) -> str:
    if token.type == "formula":
        return "m" * formula_letters(token.content)
    return " " if token.type in BREAKS else token.content
