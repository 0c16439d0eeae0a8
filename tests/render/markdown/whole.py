"""What the HTML of a text should be, however it came: that of the whole text, parsed at once."""

from __future__ import annotations

import re

from webchat.render.markdown.characters import normalised
from webchat.render.markdown.markup import element_of
from webchat.render.markdown.sheet import block_id
from webchat.render.markdown.syntax.headings import Headings
from webchat.render.markdown.syntax.parser import parse


def render_markdown(text: str, id_prefix: str) -> str:
    source = normalised(text)
    if source and not source.endswith("\n"):
        source += "\n"
    elements = (
        element_of(block, block_id(id_prefix, number))
        for number, block in enumerate(parse(source, {}, Headings()))
    )
    return "".join(element.html for element in elements)


def html_without_directions(text: str, id_prefix: str) -> str:
    """Give the HTML of a text without what ``test_directions`` is about."""
    return re.sub(r' dir="(?:auto|ltr)"|</?bdi>', "", render_markdown(text, id_prefix))
