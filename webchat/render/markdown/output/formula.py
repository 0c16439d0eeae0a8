"""LaTeX formulas as MathML."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import Literal

from latex2mathml.converter import Converter

from webchat.render.markdown.output.mathml import serialised

LIMIT_CHARACTERS = 4096
FORMULAS_REMEMBERED = 256

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
