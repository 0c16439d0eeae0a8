"""A page that holds one rendered text, and readers that follow it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tests.render.dom import Element, parsed
from webchat.render.markdown import MarkdownStream, OpenEnd, Operation

PREFIX = "reply"


@dataclass(frozen=True)
class Moment:
    """What a stream has when it has been fed ``length`` characters."""

    length: int
    operations: list[Operation]
    html: str
    tail: OpenEnd


def follow(stream: MarkdownStream, pieces: Iterable[str]) -> Iterator[Moment]:
    """Feed ``pieces`` and yield each moment."""
    length = 0
    for piece in pieces:
        length += len(piece)
        yield Moment(length, stream.feed(piece), stream.html, stream.tail)


def streamed(text: str) -> MarkdownStream:
    """Give the closed stream of ``text``, fed a character at a time."""
    stream = MarkdownStream(PREFIX)
    for character in text:
        stream.feed(character)
    stream.close()
    return stream


def operations_of(text: str) -> list[Operation]:
    """Give all operations of ``text``, fed a character at a time, without those of its end."""
    stream = MarkdownStream(PREFIX)
    return [operation for character in text for operation in stream.feed(character)]


class Page:
    """The container on a page; ``apply`` changes it as a browser does."""

    def __init__(self) -> None:
        self._root = Element("", {}, [Element("div", {"id": PREFIX})])

    def html(self) -> str:
        """Give what the container holds."""
        return self._find(PREFIX)[1].inner_html()

    def apply(self, operations: Iterable[Operation]) -> None:
        """Do what ``operations`` say; asserts that each target is on the page once."""
        for operation in operations:
            parent, target = self._find(operation.target)
            children = parsed(operation.html).children
            if operation.kind == "append":
                target.append(children)
            elif operation.kind == "fill":
                target.children = children
            else:
                position = next(i for i, c in enumerate(parent.children) if c is target)
                end = position + (operation.kind == "replace")
                parent.children[position:end] = children

    def _find(self, identity: str) -> tuple[Element, Element]:
        found = list(_with_id(self._root, identity))
        assert len(found) == 1, f"#{identity} is {len(found)} times on the page"
        return found[0]


def normal(html: str) -> str:
    """Give ``html`` as a tree would be written."""
    return parsed(html).html()


def _with_id(parent: Element, identity: str) -> Iterator[tuple[Element, Element]]:
    for child in parent.children:
        if isinstance(child, Element):
            if child.attributes.get("id") == identity:
                yield parent, child
            yield from _with_id(child, identity)
