"""The last word on what reaches the page: a list of what may, and nothing else.

The parser makes no HTML of what it read, so nothing here should ever find work; it stands in case
the parser, a plugin or a formula is not what we think it is.
"""

from __future__ import annotations

import nh3

from webchat.render.markdown.output import mathml
from webchat.render.markdown.output.columns import COLUMN_CLASSES, SPREAD
from webchat.render.markdown.output.highlighting import highlight_classes
from webchat.render.markdown.output.languages import NAMES
from webchat.render.markdown.output.numbers import NUMBER_CLASSES

_TAGS = """
    a bdi blockquote br code col colgroup div em figcaption figure h3 h4 h5 h6 hr input li ol p pre
    s span strong table tbody td th thead tr ul
"""
TAGS = frozenset(_TAGS.split())
ATTRIBUTES = {
    "a": {"href", "title"},
    "bdi": {"tabindex"},
    "div": {"tabindex", "role", "aria-labelledby"},
    "input": {"type", "disabled", "checked", "aria-labelledby"},
    "ol": {"start"},
    "pre": {"tabindex"},
}
BLOCKS_WITH_DIRECTION = ("blockquote", "div", "h3", "h4", "h5", "h6", "ol", "p", "ul")
DIRECTIONS = {
    **dict.fromkeys(BLOCKS_WITH_DIRECTION, {"dir": {"auto"}}),
    **dict.fromkeys(("code", "pre"), {"dir": {"ltr"}}),
}
SHARES = {f"{percent}%" for percent in range(1, 101)}
ALIGNMENTS = {"align-center", "align-right"}
RAISED = {"heading-2", "heading-3", "heading-4"}
CLASSES = {
    "a": {"image-link"},
    "bdi": {"long-formula"},
    "code": {"math-error", "math-source", *(f"language-{name}" for name in NAMES)},
    "col": COLUMN_CLASSES,
    "div": {"table"},
    "figure": {"code"},
    **dict.fromkeys(("h3", "h4", "h5"), RAISED),
    "li": {"task-list-item"},
    "ol": NUMBER_CLASSES,
    "span": {"code-language", *highlight_classes()},
    "table": {SPREAD},
    "td": ALIGNMENTS,
    "th": ALIGNMENTS,
}

_cleaner = nh3.Cleaner(
    tags=TAGS | mathml.TAGS,
    attributes=ATTRIBUTES | dict.fromkeys(mathml.TAGS, set(mathml.PATTERNS)),
    tag_attribute_values=DIRECTIONS | {"col": {"width": SHARES}},
    allowed_classes=CLASSES,
    url_schemes={"http", "https", "mailto"},
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
    set_tag_attribute_values={"a": {"target": "_blank"}},
)


def clean(html: str) -> str:
    """Give ``html`` with only what is allowed; ids, styles and scripts never are."""
    return _cleaner.clean(html)
