"""Line breaks written as ``<br>``: the only ones that a cell of a table can have."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)


def line_break(state: StateInline, silent: bool) -> bool:
    """Read a line break that stands at the current place of a line."""
    found = BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True
