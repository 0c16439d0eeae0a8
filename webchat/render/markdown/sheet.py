"""What is shared by all that grows in one text."""

from __future__ import annotations

from html import escape

from webchat.render.markdown.container import Container, Element
from webchat.render.markdown.markup import element_of
from webchat.render.markdown.syntax.headings import Headings
from webchat.render.markdown.syntax.outline import Block
from webchat.render.markdown.syntax.parser import References, parse, parse_draft


class Sheet:
    """The container of a text, what it has told so far of what may come, and its DOM ids.

    That is the references it has defined, and the headings that what comes next is under.
    """

    def __init__(self, id_prefix: str, references: References | None = None) -> None:
        self.container = Container(id_prefix)
        self.references: References = dict(references or {})
        self.headings = Headings()
        self._id_prefix = id_prefix
        self._blocks = 0

    @property
    def has_draft(self) -> bool:
        """Whether an unfinished block stands in the container, see ``show_draft``."""
        return self.container.innermost.id == f"{self._id_prefix}-open"

    def next_id(self) -> str:
        """Give the DOM id of the next top-level block, whether or not it needs one."""
        number = self._blocks
        self._blocks += 1
        return block_id(self._id_prefix, number)

    def finish(self, source: str) -> None:
        """Place all blocks of a finished text."""
        blocks = self.read(source)
        for block in blocks:
            self.place(element_of(block, self.next_id()).html)
        if not blocks and self.has_draft:
            self.container.replace("")

    def read(self, source: str) -> list[Block]:
        """Read what is finished of the text, once, in order."""
        return parse(source, self.references, self.headings)

    def read_draft(self, source: str) -> list[Block]:
        """Read what comes next, and may still change."""
        return parse_draft(source, self.references, self.headings)

    def place(self, html: str) -> None:
        """Append finished HTML, in the place of the draft if there is one."""
        if self.has_draft:
            self.container.replace(html)
        else:
            self.container.append(html)

    def open(self, element: Element) -> None:
        """Append an element that will grow, in the place of the draft if there is one."""
        if self.has_draft:
            self.container.reopen(element)
        else:
            self.container.open(element)

    def show_draft(self, tag: str, class_: str, head: str, foot: str) -> None:
        """Show HTML of a block that is not finished; what is appended next stands in its middle."""
        id_ = f"{self._id_prefix}-open"
        self.open(
            Element(
                f'<{tag} id="{escape(id_)}" class="{class_}">{head}'
                f'<span id="{escape(id_)}-text" class="open-text">',
                f"</span>{foot}</{tag}>",
                id=id_,
                inside=f"{id_}-text",
            )
        )


def block_id(id_prefix: str, number: int) -> str:
    """Name the element of the top-level block ``number``, counted from 0."""
    return f"{id_prefix}-b{number}"
