"""A fenced block of code while its end has not come."""

from __future__ import annotations

import re

from markdown_it.token import Token

from webchat.render.markdown.output.code import code_element, code_text
from webchat.render.markdown.sheet import Sheet

HELD_CHARACTERS = 256


class OpenCode:
    """Appends code to its element as it comes, and colours it when it is whole."""

    def __init__(self, sheet: Sheet, fence: Token, opening: str) -> None:
        self._sheet = sheet
        self._info = fence.info
        self._indent = len(opening) - len(opening.lstrip(" "))
        marker = re.escape(fence.markup[0])
        self._closing = re.compile(rf" {{0,3}}{marker}{{{len(fence.markup)},}}[ \t]*\n?")
        self._may_close = re.compile(rf" {{0,3}}{marker}*[ \t]*")
        self._id = sheet.next_id()
        self._lines: list[str] = []
        self._begin_line()
        sheet.open(code_element("", self._info, self._id))

    def take(self, piece: str) -> bool:
        """Add a piece of a line; say whether it was the end of the closing line."""
        self._line.append(piece)
        self._length += len(piece)
        if not piece.endswith("\n"):
            self._show(piece)
            return False
        line = "".join(self._line)
        if self._closing.fullmatch(line):
            self.close()
            return True
        self._show(piece)
        self._lines.append(without_indent(line, self._indent))
        self._begin_line()
        return False

    def close(self) -> None:
        """Put the finished code in the place of the growing one, if it looks any different.

        The figure around it stays: a person may have wrapped its lines, or stand on its buttons.
        """
        element = code_element("".join(self._lines), self._info, self._id)
        container = self._sheet.container
        if element.html == container.innermost.html:
            container.close()
        else:
            container.refill(element.children)

    def _begin_line(self) -> None:
        self._line: list[str] = []
        self._length = 0
        self._is_held = True

    def _show(self, piece: str) -> None:
        """Append a piece, unless its line may still be the closing one."""
        if self._is_held:
            line = "".join(self._line)
            if self._length <= HELD_CHARACTERS and self._may_close.fullmatch(line):
                return
            self._is_held = False
            piece = without_indent(line, self._indent)
        self._sheet.container.append(code_text(piece))


def without_indent(line: str, columns: int) -> str:
    """Take the indent of the opening fence from a line of code; a tab counts up to the next 4."""
    removed = taken = 0
    while taken < len(line) and removed < columns and line[taken] in " \t":
        removed += 4 - removed % 4 if line[taken] == "\t" else 1
        taken += 1
    return " " * max(removed - columns, 0) + line[taken:]
