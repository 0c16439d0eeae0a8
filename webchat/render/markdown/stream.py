"""A text that is rendered while it grows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webchat.render.markdown.characters import Characters
from webchat.render.markdown.growth.code import OpenCode
from webchat.render.markdown.growth.text import OpenText
from webchat.render.markdown.operation import OpenEnd, Operation
from webchat.render.markdown.sheet import Sheet
from webchat.render.markdown.syntax.parser import References

# What is read in one go, so that nothing else waits for more than a moment.
STEP_CHARACTERS = 8 * 1024
LINE = re.compile(r"[^\n]*\n|[^\n]+")


class MarkdownStream:
    """Turns the pieces of a text into operations on the element ``id_prefix``.

    What is finished stands in this element, and what is not, the tail, after it; but open items and
    rows stand where they will when they are finished, in a slot of their list or table.

    Every moment's ``html`` and ``tail`` depend on the text alone, not on how it was cut; so do the
    operations and the places where they come, but that code and very long blocks are appended in
    the pieces in which they come. To go on from another process after n characters, feed these n
    first and the others after them.

    ``references`` are definitions that the text turned out to have, known from its start.
    """

    def __init__(self, id_prefix: str, references: References | None = None) -> None:
        self._id_prefix = id_prefix
        self._characters = Characters()
        self._pieces: list[str] = []
        self._sheet = Sheet(id_prefix, references)
        self._text = OpenText(self._sheet)
        self._code: OpenCode | None = None
        self._tail: OpenEnd | None = OpenEnd()

    @property
    def text(self) -> str:
        """The text so far, normalised: line ends, and characters that cannot be encoded."""
        return "".join(self._pieces) + self._characters.held

    @property
    def html(self) -> str:
        """What the container holds after all operations so far, without what is unfinished."""
        return self._sheet.container.html

    @property
    def tail(self) -> OpenEnd:
        """What is unfinished; made when asked for."""
        if self._tail is None:
            self._tail = OpenEnd() if self._code else self._text.end
        return self._tail

    @property
    def html_with_tail(self) -> str:
        """What the container holds, with what of the tail stands inside of it."""
        return self._sheet.container.html_with(self.tail.inside)

    def tail_operations(self, tail_id: str) -> list[Operation]:
        """Give what shows the tail on a page that has done all operations so far.

        ``tail_id`` is the DOM id of the element after the container, where the tail ends.
        """
        slot = self._sheet.container.slot
        inside = [Operation("fill", slot, self.tail.inside)] if slot else []
        return [*inside, Operation("fill", tail_id, self.tail.after)]

    def feed(self, delta: str) -> list[Operation]:
        """Add ``delta`` and give what is finished by it, in order."""
        self._add(self._characters.feed(delta))
        self._tail = None
        return self._sheet.container.take_operations()

    def close(self) -> list[Operation]:
        """Finish all there is, in one go."""
        return [operation for step in self.closing() for operation in step]

    def closing(self) -> Iterator[list[Operation]]:
        """Finish all there is, in steps; what each finished is given after it.

        If the text has defined references, which may have been used before, it is read once more
        with all of them known; if that makes a difference, the last operation puts the result in
        the place of everything.
        """
        self._finish()
        yield self._sheet.container.take_operations()
        if not self._sheet.references:
            return
        again = MarkdownStream(self._id_prefix, self._sheet.references)
        for piece in cut(self.text):
            again.feed(piece)
            yield []
        again._finish()
        if again.html != self.html:
            self._sheet.container.fill(again.html)
        yield self._sheet.container.take_operations()

    def _finish(self) -> None:
        self._add(self._characters.close())
        if self._pieces and not "".join(self._pieces[-2:]).endswith("\n"):
            self._take("\n")
        if self._code:
            self._code.close()
        else:
            self._text.close()
        self._code, self._text, self._tail = None, OpenText(self._sheet), OpenEnd()

    def _add(self, text: str) -> None:
        self._pieces.append(text)
        for piece in LINE.findall(text):
            self._take(piece)

    def _take(self, piece: str) -> None:
        """Take a piece of one line."""
        if self._code:
            if self._code.take(piece):
                self._code = None
            return
        handover = self._text.take(piece)
        if handover:
            self._code = handover.code
            for line in handover.lines:
                self._take(line)


def cut(text: str) -> Iterator[str]:
    """Cut a text, even one that is empty, into pieces that can each be read in one go."""
    yield text[:STEP_CHARACTERS]
    for start in range(STEP_CHARACTERS, len(text), STEP_CHARACTERS):
        yield text[start : start + STEP_CHARACTERS]
