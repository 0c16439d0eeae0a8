"""The element that holds a rendered text, as the page has it after all operations."""

from __future__ import annotations

from dataclasses import dataclass, field

from webchat.render.markdown.operation import Kind, Operation


@dataclass
class Element:
    """A piece of HTML that may take more children.

    ``id`` names the element itself and ``inside`` the one that receives the children; without
    that, they come before the slot. A piece that takes none has all its HTML in ``head``.

    One with a ``slot`` has, while it grows, an element of this DOM id after its children for those
    that are unfinished; ``open_foot``, which then stands in the place of ``foot``, is what comes
    before and after what is in it.
    """

    head: str
    foot: str = ""
    id: str = ""
    inside: str = ""
    slot: str = ""
    open_foot: tuple[str, str] = ("", "")
    children: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The whole piece."""
        return f"{self.head}{''.join(self.children)}{self.foot}"

    def open_html(self, unfinished: str = "") -> str:
        """Give the piece as it is while it grows, with what is ``unfinished`` in its slot."""
        return f"{self.head}{''.join(self.children)}{self.end(unfinished)}"

    def end(self, unfinished: str = "") -> str:
        """Give what comes after the children while the piece grows."""
        return unfinished.join(self.open_foot) if self.slot else self.foot


class Container:
    """Finished HTML, and the operations that put it on the page.

    The innermost open element is the last of all there is: all that comes goes into it.
    """

    def __init__(self, id_prefix: str) -> None:
        self._open = [Element("", id=id_prefix, inside=id_prefix)]
        self._changes: list[tuple[Kind, str, list[str]]] = []

    @property
    def html(self) -> str:
        """What the container holds, its slot empty."""
        return self.html_with("")

    @property
    def slot(self) -> str:
        """The DOM id of the slot that is open, or nothing."""
        return next((element.slot for element in self._open if element.slot), "")

    @property
    def innermost(self) -> Element:
        """The element that all that comes goes into."""
        return self._open[-1]

    def html_with(self, unfinished: str) -> str:
        """Give what the container holds, with what is ``unfinished`` in its slot."""
        heads = [element.head + "".join(element.children) for element in self._open]
        return "".join(heads) + "".join(e.end(unfinished) for e in reversed(self._open))

    def take_operations(self) -> list[Operation]:
        """Give the operations since the last call; what was appended in one place is one."""
        taken, self._changes = self._changes, []
        return [Operation(kind, target, "".join(html)) for kind, target, html in taken]

    def append(self, html: str) -> None:
        """Put ``html`` at the end of the innermost open element."""
        if html:
            self._append(html)
            self.innermost.children.append(html)

    def open(self, element: Element) -> None:
        """Append ``element`` and let it grow."""
        self._append(element.open_html())
        self._open.append(element)

    def close(self) -> None:
        """Let the innermost element grow no more."""
        element = self._open.pop()
        if element.slot:
            self._changes.append(("replace", element.slot, [""]))
        self.innermost.children.append(element.html)

    def drop(self) -> None:
        """Forget the innermost element, because the one around it is about to be replaced."""
        self._open.pop()

    def replace(self, html: str) -> None:
        """Put ``html`` in the place of the innermost element, which grows no more."""
        element = self._open.pop()
        self._changes.append(("replace", element.id, [html]))
        self.innermost.children.append(html)

    def refill(self, children: list[str]) -> None:
        """Put ``children`` in the place of the innermost element's, which grows no more."""
        element = self._open.pop()
        element.children = children
        self._changes.append(("fill", element.inside, ["".join(children)]))
        self.innermost.children.append(element.html)

    def reopen(self, element: Element) -> None:
        """Put ``element`` in the place of the innermost one, and let it grow."""
        replaced = self._open.pop()
        self._changes.append(("replace", replaced.id, [element.open_html()]))
        self._open.append(element)

    def fill(self, html: str) -> None:
        """Put ``html`` in the place of everything."""
        del self._open[1:]
        self.innermost.children = [html]
        self._changes.append(("fill", self.innermost.id, [html]))

    def _append(self, html: str) -> None:
        innermost = self.innermost
        kind: Kind = "append" if innermost.inside else "before"
        target = innermost.inside or innermost.slot
        if self._changes and self._changes[-1][:2] == (kind, target):
            self._changes[-1][2].append(html)
        else:
            self._changes.append((kind, target, [html]))
