"""A table while rows may still come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from webchat.render.markdown.growth.lead import SEAM, Lead, Step
from webchat.render.markdown.markup import draft_html, rows_html, rows_of, table_element
from webchat.render.markdown.sheet import Sheet
from webchat.render.markdown.syntax.outline import Outline
from webchat.render.markdown.syntax.tables import HEAD_LINES, Filling

HEAD_CHARACTERS = 1024


class OpenTable:
    """Finishes a table row by row, each read together with the head alone.

    It begins with its first row, which settles how wide the columns are.
    """

    kind = "table"

    def __init__(self, sheet: Sheet, head: str, first_row: str, after: Lead) -> None:
        self.prefix = head
        self._sheet = sheet
        self._after = after
        self._filling = Filling(head)
        (table,) = sheet.read(head + first_row)
        sheet.open(table_element(table, sheet.next_id(), []))

    def step(self, outline: Outline, lines: Sequence[str], *, is_complete: bool) -> Step:
        """Finish what is finished, see ``Lead``."""
        rows = [row.first - HEAD_LINES for row in rows_of(outline.blocks[0])]
        fitting = list(takewhile(lambda number: self._filling.takes(lines[number]), rows))
        if fitting:
            self._finish("".join(lines[: fitting[-1] + 1]))
        if len(fitting) == len(lines) and not is_complete:
            return Step(len(lines), self)
        self._sheet.container.close()
        return Step(len(fitting), self._after)

    def draft(self, text: str) -> str:
        """Give the HTML of what is not finished, see ``Lead``."""
        table, *others = self._sheet.read_draft(self.prefix + text)
        rows = rows_of(table)
        return f"{rows_html(rows) if rows else ''}{SEAM}{draft_html(others)}"

    def _finish(self, source: str) -> None:
        for row in rows_of(self._sheet.read(self.prefix + source)[0]):
            self._sheet.place(rows_html([row]))
