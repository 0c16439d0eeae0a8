"""A whole text at once: the HTML that a page has when it is loaded."""

from __future__ import annotations

from webchat.render.markdown.cache import HTMLCache
from webchat.render.markdown.characters import normalised
from webchat.render.markdown.markup import element_of
from webchat.render.markdown.sheet import block_id
from webchat.render.markdown.syntax.parser import parse

CACHE_CHARACTERS = 16_000_000

_known = HTMLCache(CACHE_CHARACTERS)


def render_markdown(text: str, id_prefix: str) -> str:
    """Give the HTML of a whole text, block after block; the last ones asked for are remembered."""
    html = _known.get(id_prefix, text)
    if html is None:
        html = _render(text, id_prefix)
        _known.put(id_prefix, text, html)
    return html


def _render(text: str, id_prefix: str) -> str:
    blocks = parse(with_last_line_ended(normalised(text)), {})
    elements = (element_of(block, block_id(id_prefix, i)) for i, block in enumerate(blocks))
    return "".join(element.html for element in elements)


def with_last_line_ended(text: str) -> str:
    """Give ``text`` with a line end after its last line, which tells the parser nothing new."""
    return text if text.endswith("\n") or not text else f"{text}\n"
