"""A page as a tree, to which frames are applied as htmx does in a browser."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
NUMBER = re.compile(r'name="block" value="[^"]*" ')
STATE_ATTRIBUTES = ("data-state", "open")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def html(self) -> str:
        inner = self.inner_html()
        if not self.tag:
            return inner
        told = "".join(
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in sorted(self.attributes.items())
        )
        return f"<{self.tag}{told}>" + ("" if self.tag in VOID else f"{inner}</{self.tag}>")

    def inner_html(self) -> str:
        return "".join(
            escape(child, quote=False) if isinstance(child, str) else child.html()
            for child in self.children
        )

    def append(self, children: list[Element | str]) -> None:
        for child in children:
            last = self.children[-1] if self.children else None
            if isinstance(child, str) and isinstance(last, str):
                self.children[-1] = last + child
            else:
                self.children.append(child)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"</{tag}> closes <{self._open[-1].tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].append([data])


def parsed(html: str) -> Element:
    """Read well-formed HTML; asserts that every element is closed where it should be."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    assert builder._open == [builder.root], "an element is not closed"
    return builder.root


def without_numbers(html: str) -> str:
    """Give HTML without the numbers of its code, which a page has and frames have not."""
    return NUMBER.sub("", html)


class PageModel:
    """A page that shows ``html``; ``apply`` changes it by frames."""

    def __init__(self, html: str) -> None:
        self.root = parsed(without_numbers(html))
        self._are_all = False

    def html(self) -> str:
        return self.root.html()

    def inner_html_of(self, identity: str) -> str:
        parent, position = self._find(identity)
        element = parent.children[position]
        assert isinstance(element, Element)
        return element.inner_html()

    def apply(self, frame: str) -> None:
        """Apply updates in their order; asserts that each finds its target."""
        for piece in parsed(frame).children:
            assert isinstance(piece, Element)
            assert piece.tag == "hx-update"
            self._swap(
                str(piece.attributes["target"]), str(piece.attributes["swap"]), piece.children
            )

    def _swap(self, identity: str, style: str, children: list[Element | str]) -> None:
        parent, position = self._find(identity)
        target = parent.children[position]
        assert isinstance(target, Element)
        match style:
            case "beforeend":
                target.append(children)
            case "beforebegin":
                parent.children[position:position] = children
            case "innerHTML" | "innerMorph":
                target.children = list(children)
            case "outerHTML":
                parent.children[position : position + 1] = children
            case "delete":
                del parent.children[position]
            case "attributes":
                _set_attributes(target, children)
            case "earlier":
                target.children[:0] = children
            case "newest" if identity == "earlier":
                self._are_all = not children
                if not self._has(_attribute(children, "data-before")):
                    target.children = list(children)
            case "newest":
                self._renew(target, children)
            case _:
                raise AssertionError(style)

    def _renew(self, transcript: Element, turns: list[Element | str]) -> None:
        known = _attribute(turns, "id")
        first = 0
        if not self._are_all and self._has(known):
            _, first = self._find(str(known))
        transcript.children[first:] = turns

    def _has(self, identity: str | None) -> bool:
        return any(
            element.attributes.get("id") == identity
            for element in _all_elements(self.root)
            if identity is not None
        )

    def _find(self, identity: str) -> tuple[Element, int]:
        found = [
            (element, position)
            for element in _all_elements(self.root)
            for position, child in enumerate(element.children)
            if isinstance(child, Element) and child.attributes.get("id") == identity
        ]
        assert len(found) == 1, f"#{identity} is {len(found)} times on the page"
        return found[0]


def _attribute(children: list[Element | str], name: str) -> str | None:
    first = children[0] if children else None
    return first.attributes.get(name) if isinstance(first, Element) else None


def _set_attributes(target: Element, children: list[Element | str]) -> None:
    (sent,) = children
    assert isinstance(sent, Element)
    for name in STATE_ATTRIBUTES:
        target.attributes.pop(name, None)
        if name in sent.attributes:
            target.attributes[name] = sent.attributes[name]


def _all_elements(element: Element) -> list[Element]:
    below = [
        deeper
        for child in element.children
        if isinstance(child, Element)
        for deeper in _all_elements(child)
    ]
    return [element, *below]
