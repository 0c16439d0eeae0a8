"""LaTeX formulas as MathML."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape, unescape
from typing import Literal

from latex2mathml.converter import Converter

from webchat.render.markdown.output.mathml import serialised

LIMIT_CHARACTERS = 4096
FORMULAS_REMEMBERED = 256
# What has fewer fits into a line, and into an item of a list, on a screen of 320 pixels.
LONG_LETTERS = 14
LONG_FORMULA = ' class="long-formula" tabindex="0"'

_TAG = re.compile(r"<[^>]*>")
_SPACED_OPERATOR = re.compile(r"<mo(?: [^>]*)?>[^<()\[\]{}|,.]")
_SPACE = re.compile(r'<mspace [^>]*?width="\+?(\d+)')

# A macro that doubles another one doubles the work: sixty lines of them would never end.
DEFINES_MACROS = re.compile(r"\\(?:\w*newcommand|def|DeclareMathOperator|\w*newenvironment)")


@lru_cache(FORMULAS_REMEMBERED)
def formula_html(latex: str, display: Literal["block", "inline"]) -> str:
    """Give ``latex`` as MathML, or as its source if it cannot be read as a formula."""
    source = f'<code class="math-error" dir="ltr">{escape(latex, quote=False)}</code>'
    if len(latex) > LIMIT_CHARACTERS or DEFINES_MACROS.search(latex):
        return source
    try:
        element = Converter(display=display).convert_to_element(latex)
        element.set("alttext", latex.strip())
        return serialised(element)
    except Exception:  # The converter raises of any kind; one bad formula must not end a reply.
        return source


def formula_in_line(latex: str) -> str:
    """Give ``latex`` as part of a line; its letters say nothing about the direction of the words.

    A formula cannot be broken: one that may be wider than the page scrolls, and what scrolls must
    be reachable with the keyboard.
    """
    html = formula_html(latex, "inline")
    is_long = html.startswith("<math") and formula_letters(latex) >= LONG_LETTERS
    return f"<bdi{LONG_FORMULA if is_long else ''}>{html}</bdi>"


def formula_letters(latex: str) -> int:
    """Estimate how wide a formula in a line is, in wide letters, such as a W.

    An operator counts twice, for the space around it, and a space as many as it is wide in ems.
    What stands in a fraction counts as if it stood side by side. What is no formula counts as it
    is written.
    """
    html = formula_html(latex, "inline")
    letters = len(unescape(_TAG.sub("", html)))
    spaces = sum(int(width) for width in _SPACE.findall(html))
    return letters + len(_SPACED_OPERATOR.findall(html)) + spaces
