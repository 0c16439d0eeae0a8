"""What the HTML of a text should be, however it came: that of the whole text, parsed at once."""

from __future__ import annotations

from webchat.render.markdown.characters import normalised
from webchat.render.markdown.markup import element_of
from webchat.render.markdown.sheet import block_id
from webchat.render.markdown.syntax.parser import parse


def render_markdown(text: str, id_prefix: str) -> str:
    source = normalised(text)
    if source and not source.endswith("\n"):
        source += "\n"
    elements = (
        element_of(block, block_id(id_prefix, number))
        for number, block in enumerate(parse(source, {}))
    )
    return "".join(element.html for element in elements)
