"""Markdown that is there as a whole: what an operator writes, not an agent."""

from __future__ import annotations

from webchat.render.markdown.characters import normalised
from webchat.render.markdown.stream import MarkdownStream
from webchat.render.markdown.syntax.parser import rendered_line


def whole_html(text: str, id_prefix: str) -> str:
    """Give the HTML of a text; its blocks that have ids begin them with ``id_prefix``."""
    stream = MarkdownStream(id_prefix)
    stream.feed(text)
    stream.close()
    return stream.html


def line_html(text: str) -> str:
    """Give the HTML of a line, or of several, without a block around it."""
    return rendered_line(normalised(text))
