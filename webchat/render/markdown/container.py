"""The element that holds a rendered text, as the page has it after all operations."""

from __future__ import annotations

from dataclasses import dataclass, field

from webchat.render.markdown.operation import Kind, Operation


@dataclass
class Element:
    """A piece of HTML that may take more children.

    ``id`` names the element itself and ``inside`` the one that receives the children; a piece
    that takes none has neither, and all its HTML is in ``head``.
    """

    head: str
    foot: str = ""
    id: str = ""
    inside: str = ""
    children: list[str] = field(default_factory=list)

    @property
    def html(self) -> str:
        """The whole piece."""
        return f"{self.head}{''.join(self.children)}{self.foot}"


class Container:
    """Finished HTML, and the operations that put it on the page.

    The innermost open element is the last of all there is: all that comes goes into it.
    """

    def __init__(self, id_prefix: str) -> None:
        self._open = [Element("", id=id_prefix, inside=id_prefix)]
        self._changes: list[tuple[Kind, str, list[str]]] = []

    @property
    def html(self) -> str:
        """What the container holds."""
        heads = [element.head + "".join(element.children) for element in self._open]
        return "".join(heads) + "".join(element.foot for element in reversed(self._open))

    @property
    def innermost(self) -> Element:
        """The element that all that comes goes into."""
        return self._open[-1]

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
        self._append(element.html)
        self._open.append(element)

    def close(self) -> None:
        """Let the innermost element grow no more."""
        element = self._open.pop()
        self.innermost.children.append(element.html)

    def drop(self) -> None:
        """Forget the innermost element, because the one around it is about to be replaced."""
        self._open.pop()

    def replace(self, html: str) -> None:
        """Put ``html`` in the place of the innermost element, which grows no more."""
        element = self._open.pop()
        self._changes.append(("replace", element.id, [html]))
        self.innermost.children.append(html)

    def reopen(self, element: Element) -> None:
        """Put ``element`` in the place of the innermost one, and let it grow."""
        replaced = self._open.pop()
        self._changes.append(("replace", replaced.id, [element.html]))
        self._open.append(element)

    def fill(self, html: str) -> None:
        """Put ``html`` in the place of everything."""
        del self._open[1:]
        self.innermost.children = [html]
        self._changes.append(("fill", self.innermost.id, [html]))

    def _append(self, html: str) -> None:
        target = self.innermost.inside
        if self._changes and self._changes[-1][:2] == ("append", target):
            self._changes[-1][2].append(html)
        else:
            self._changes.append(("append", target, [html]))
