"""The open text: the lines that are not finished, and the line that is being written."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import chain, islice

from webchat.render.markdown.growth.blocks import Blocks
from webchat.render.markdown.growth.code import OpenCode
from webchat.render.markdown.growth.lead import SEAM, Lead
from webchat.render.markdown.growth.schedule import Schedule
from webchat.render.markdown.growth.tail import Tail
from webchat.render.markdown.operation import OpenEnd
from webchat.render.markdown.sheet import Sheet
from webchat.render.markdown.syntax.parser import outline_of

# A text this long leaves the tail, which is sent again and again, and goes on in the container.
# There it is drawn anew each time it has doubled.
DRAFT_CHARACTERS = 4 * 1024
# A block this long ends with its line, and what follows begins another: it is parsed in one go,
# which must take no more than a moment. A line that goes on for as long again ends there; that is
# a power of two times the length of a first draft.
BLOCK_CHARACTERS = 32 * 1024
LINE_CHARACTERS = 2 * BLOCK_CHARACTERS


@dataclass(frozen=True, slots=True)
class Handover:
    """Code that begins, and ``lines`` of the open text that come after its opening."""

    code: OpenCode
    lines: list[str]


class OpenText:
    """Finishes the blocks of a text line by line."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._lead: Lead = Blocks(sheet)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._length = 0
        self._next_draft = DRAFT_CHARACTERS
        self._schedule = Schedule()
        self._tail = Tail(self._draft)

    @property
    def end(self) -> OpenEnd:
        """What is not in the container, or only in its slot."""
        if self._sheet.has_draft:
            return OpenEnd()
        # Of a row that is far too long for a table, the beginning is enough until it is finished.
        pieces = islice(chain(self._lines, self._line), DRAFT_CHARACTERS)
        inside, _, after = self._tail.html("".join(pieces)[:DRAFT_CHARACTERS]).rpartition(SEAM)
        return OpenEnd(inside, after)

    def take(self, piece: str) -> Handover | None:
        """Add a piece of a line; give the code that begins now, if any does."""
        while piece:
            room = self._next_draft - self._length
            added, piece = piece[:room], piece[room:]
            self._line.append(added)
            self._length += len(added)
            if self._sheet.has_draft:
                self._sheet.container.append(escape(added, quote=False))
            if self._length == LINE_CHARACTERS:
                self._cut()
            elif self._length == self._next_draft:
                self._show_draft()
        return self._end_line() if self._line and self._line[-1].endswith("\n") else None

    def close(self) -> None:
        """Finish all there is; its last line must have ended."""
        while self._lines:
            self._settle(is_complete=True)
        if self._sheet.container.slot:
            # A table that has no open row is left.
            self._sheet.container.close()

    def _cut(self) -> None:
        line = "".join(self._line)
        self._lines.append(line if line.endswith("\n") else f"{line}\n")
        self._line = []
        self.close()

    def _settle_block(self) -> Handover | None:
        """End a long block, unless it turns out to be shorter."""
        handover = self._settle(is_complete=False)
        if handover is None and self._length >= BLOCK_CHARACTERS:
            self.close()
        return handover

    def _end_line(self) -> Handover | None:
        line = "".join(self._line)
        self._lines.append(line)
        self._line = []
        if self._length >= BLOCK_CHARACTERS:
            return self._settle_block()
        if not self._schedule.is_due(line, self._length):
            return None
        return self._settle(is_complete=False)

    def _settle(self, *, is_complete: bool) -> Handover | None:
        """Finish what is finished, until there is nothing more."""
        outline = outline_of(self._lead.prefix + "".join(self._lines), is_complete=is_complete)
        if outline.is_undecided:
            self._schedule.look_was_vain("undecided", self._length)
            return None
        step = self._lead.step(outline, self._lines, is_complete=is_complete)
        kind = outline.blocks[-1].kind if outline.blocks else ""
        if step.after is self._lead and not step.consumed:
            self._schedule.look_was_vain(kind, self._length)
            return None
        remaining = self._lines[step.consumed :]
        if isinstance(step.after, OpenCode):
            self._begin([], "")
            return Handover(step.after, remaining)
        is_settled = step.after is self._lead
        self._lead = step.after
        self._begin(remaining, kind)
        return self._settle(is_complete=is_complete) if remaining and not is_settled else None

    def _begin(self, lines: list[str], kind: str) -> None:
        """Go on with ``lines`` alone, the last of which are of a block of that ``kind``."""
        self._lines = lines
        self._line = []
        self._length = sum(map(len, lines))
        self._schedule = Schedule(kind, self._length)
        self._tail.reset()
        self._next_draft = DRAFT_CHARACTERS
        if self._length >= DRAFT_CHARACTERS:
            self._show_draft()

    def _show_draft(self) -> None:
        """Draw the text in the container as it is now."""
        self._next_draft = DRAFT_CHARACTERS
        while self._next_draft <= self._length:
            self._next_draft *= 2
        if self._lead.kind == "table":
            return
        pieces = (piece.replace(SEAM, "") for piece in self._tail.split(self._text()))
        if self._lead.kind == "list":
            self._sheet.show_draft("li", "open-block open-items", *pieces)
        else:
            self._sheet.show_draft("div", "open-block", *pieces)

    def _text(self) -> str:
        return "".join(self._lines) + "".join(self._line)

    def _draft(self, text: str) -> str:
        return self._lead.draft(text)
