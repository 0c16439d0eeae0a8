"""Tables: the cells that rows lack are filled in, but no more than the source has room for."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock, table

HEAD_LINES = 2
EMPTY_CELL_CHARACTERS = 2
CELL_END = re.compile(r"(?<!\\)\|")


class Filling:
    """Weighs the cells that the rows of one table lack against the characters that it has.

    Without this a few characters, a wide head and many rows of nothing, would be a large page.
    What is left is never more than what the head gives, so that rows which are read after the head
    alone are never found wanting where they would not be in the whole table.
    """

    def __init__(self, head: str) -> None:
        first, *_ = lines = head.split("\n")
        self._columns = cells_in(first)
        self._most = self._left = sum(len(line.strip()) for line in lines)

    def takes(self, row: str) -> bool:
        """Say whether ``row`` is still in the table, and if so take it."""
        missing = self._columns - cells_in(row)
        left = self._left + len(row.strip()) - EMPTY_CELL_CHARACTERS * missing
        if left < 0:
            return False
        self._left = min(left, self._most)
        return True


def cells_in(row: str) -> int:
    """Count the cells of a line of a table."""
    cells = CELL_END.split(row.strip())
    return len(cells) - (cells[0] == "") - (len(cells) > 1 and cells[-1] == "")


def bounded_table(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read a table that ends before the row for which there is no room."""
    state.env["filling"] = None
    return table(state, line, last, silent)


def no_room(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """End the table that is being read, which asks at each row whether it is to go on."""
    if not silent or state.parentType != "table":
        return False
    if state.env["filling"] is None:
        head = (_text_of(state, number) for number in range(line - HEAD_LINES, line))
        state.env["filling"] = Filling("\n".join(head))
    return not state.env["filling"].takes(_text_of(state, line))


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
