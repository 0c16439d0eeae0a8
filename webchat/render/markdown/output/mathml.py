"""MathML that may be shown: a list of elements and attributes, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element

from webchat.render.markdown.output.letters import styled

_TAGS = """
    math menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms
    mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none
"""
TAGS = frozenset(_TAGS.split())
DEPTH_LIMIT = 64

# Lengths of two digits: a formula must not blow up the page.
_LENGTHS = re.compile(r"(?:[+-]?\d{0,2}(?:\.\d{1,4})?(?:em|ex|px|pt|mm|cm|in|%)?(?: |$)){1,40}")
_WORDS = re.compile(r"[a-z0-9-]{1,20}(?: [a-z0-9-]{1,20}){0,40}")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}")
_WITH_LENGTHS = """
    columnspacing depth height linethickness lspace mathsize maxsize minsize rowspacing rspace
    voffset width
"""
_WITH_WORDS = """
    accent accentunder columnalign columnlines display displaystyle fence form largeop
    movablelimits notation rowlines scriptlevel separator stretchy symmetric
"""
PATTERNS = {
    "alttext": re.compile(r"(?s).*"),
    "mathcolor": _COLOUR,
    "mathvariant": re.compile("normal"),
    **dict.fromkeys(_WITH_LENGTHS.split(), _LENGTHS),
    **dict.fromkeys(_WITH_WORDS.split(), _WORDS),
}
REFERENCE = re.compile(r"&#x([0-9A-Fa-f]{1,6});")


def serialised(element: Element, depth: int = 0) -> str:
    """Give ``element`` as HTML, with only what is allowed.

    Of an element that is not allowed its children stay. Raises ValueError if it is nested too
    deeply.
    """
    if depth > DEPTH_LIMIT:
        raise ValueError("a formula is nested too deeply")
    text = styled(_read(element.text), element.get("mathvariant", ""))
    children = "".join(serialised(child, depth + 1) + _text(child.tail) for child in element)
    inside = escape(text, quote=False) + children
    if element.tag not in TAGS:
        return inside
    return f"<{element.tag}{''.join(_attributes(element))}>{inside}</{element.tag}>"


def _attributes(element: Element) -> Iterator[str]:
    for name, value in element.items():
        if name in PATTERNS and PATTERNS[name].fullmatch(value):
            yield f' {name}="{escape(value)}"'


def _text(text: str | None) -> str:
    return escape(_read(text), quote=False)


def _read(text: str | None) -> str:
    """Read the character references that the converter leaves in its texts."""
    return REFERENCE.sub(lambda match: _character(int(match[1], 16)), text or "")


def _character(code: int) -> str:
    is_text = 0x20 <= code < 0xD800 or 0xE000 <= code <= 0x10FFFF
    return chr(code) if is_text else "\ufffd"
