"""Blocks that stand for themselves, and the beginning of those that grow."""

from __future__ import annotations

from collections.abc import Sequence

from webchat.render.markdown.growth.code import OpenCode
from webchat.render.markdown.growth.lead import Step
from webchat.render.markdown.growth.list import OpenList
from webchat.render.markdown.growth.schedule import is_blank
from webchat.render.markdown.growth.table import HEAD_CHARACTERS, OpenTable
from webchat.render.markdown.markup import draft_html, items_of, rows_of
from webchat.render.markdown.sheet import Sheet
from webchat.render.markdown.syntax.outline import Block, Outline
from webchat.render.markdown.syntax.tables import HEAD_LINES

WHOLE_AT_ONCE = ("heading", "hr", "formula")
WHOLE_AFTER_BLANK = ("paragraph", "quote", "table")


class Blocks:
    """Finishes every block but the last, and that too when nothing can be added to it."""

    kind = ""
    prefix = ""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def step(self, outline: Outline, lines: Sequence[str], *, is_complete: bool) -> Step:
        """Finish what is finished, see ``Lead``."""
        if is_complete or _is_whole(outline, lines):
            self._sheet.finish("".join(lines))
            return Step(len(lines), self)
        if not outline.blocks:
            return Step(0, self)
        last = outline.blocks[-1]
        if last.first:
            self._sheet.finish("".join(lines[: last.first]))
        return self._begin(last, lines)

    def draft(self, text: str) -> str:
        """Give the HTML of what is not finished, see ``Lead``."""
        return draft_html(self._sheet.read_draft(text))

    def _begin(self, block: Block, lines: Sequence[str]) -> Step:
        """Begin with the last block, if it is one that can be finished piece by piece."""
        first = block.first
        if block.kind == "fence":
            return Step(first + 1, OpenCode(self._sheet, block.tokens[0], lines[first]))
        if block.kind == "list" and len(items_of(block)) > 1:
            return Step(first, OpenList(self._sheet, block, self))
        if block.kind == "table" and rows_of(block):
            head = "".join(lines[first : first + HEAD_LINES])
            if len(head) <= HEAD_CHARACTERS:
                table = OpenTable(self._sheet, head, lines[first + HEAD_LINES], self)
                return Step(first + HEAD_LINES, table)
        return Step(first, self)


def _is_whole(outline: Outline, lines: Sequence[str]) -> bool:
    """Say whether nothing that comes can be part of the last block.

    Where there is none there are blank lines, and perhaps definitions of references.
    """
    kind = outline.blocks[-1].kind if outline.blocks else "paragraph"
    return kind in WHOLE_AT_ONCE or (kind in WHOLE_AFTER_BLANK and is_blank(lines[-1]))
