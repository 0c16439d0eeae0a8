"""Links: bare addresses become some, images become some, and those that lead nowhere do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

ABSOLUTE = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
ADDRESS = re.compile(
    r"(?<![\w./@-])(?:"
    r"(?P<url>(?:https?://|www\.)\w[\w.-]{0,253}(?::\d{1,5})?(?:[/?#][^\s<>\"`\\]{0,2000})?)"
    r"|(?P<mail>[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
    r")"
)
# What ends a sentence, or the brackets around an address, is no part of it.
TRAILING = re.compile(r"[?!.,:;*_~'\")\]}|]")
TEXTS = {"softbreak": " ", "hardbreak": " "}
PAIRS = {")": "(", "]": "[", "}": "{"}


def settle_links(state: StateCore) -> None:
    """Make every link of the text one that may be followed, or plain text."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = list(_settled(token.children, state))


def _settled(children: Iterable[Token], state: StateCore) -> Iterator[Token]:
    """Give the tokens of a line with their links settled."""
    link: Token | None = None
    for child in children:
        if child.type == "link_open":
            link = child
        if child.type == "image":
            yield from _link_of_image(child, link)
        elif child.type == "text" and link is None:
            yield from _addresses(child, state)
        elif child.type not in ("link_open", "link_close") or _leads_out(link):
            yield child
        if child.type == "link_close":
            link = None


def _leads_out(link: Token | None) -> bool:
    return link is not None and ABSOLUTE.match(str(link.attrGet("href"))) is not None


def _link_of_image(image: Token, around: Token | None) -> Iterator[Token]:
    """Show an image as a link: loading it would tell its server about the reader."""
    href = str(image.attrGet("src"))
    words = (TEXTS.get(child.type, child.content) for child in image.children or ())
    label = Token("text", "", 0, content="".join(words) or href)
    if around is None and ABSOLUTE.match(href):
        yield from _link(href, label, "image-link")
    else:
        yield label


def _addresses(text: Token, state: StateCore) -> Iterator[Token]:
    """Split a text at the addresses in it."""
    end = 0
    for match in ADDRESS.finditer(text.content):
        address = _trimmed(match[0]) if match["url"] else match[0]
        href = state.md.normalizeLink(_href(address, match))
        if not ABSOLUTE.match(href):
            continue
        yield Token("text", "", 0, content=text.content[end : match.start()])
        yield from _link(href, Token("text", "", 0, content=address))
        end = match.start() + len(address)
    yield Token("text", "", 0, content=text.content[end:])


def _href(address: str, match: re.Match[str]) -> str:
    if match["mail"]:
        return f"mailto:{address}"
    return address if "://" in address else f"http://{address}"


def _trimmed(address: str) -> str:
    while TRAILING.match(address[-1:]):
        opening = PAIRS.get(address[-1])
        if opening and address.count(opening) >= address.count(address[-1]):
            break
        address = address[:-1]
    return address


def _link(href: str, label: Token, class_: str = "") -> Iterator[Token]:
    attributes: dict[str, str | int | float] = {"href": href}
    if class_:
        attributes["class"] = class_
    yield Token("link_open", "a", 1, attrs=attributes)
    yield label
    yield Token("link_close", "a", -1)
