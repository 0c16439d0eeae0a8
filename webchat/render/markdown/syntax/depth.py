"""Blocks inside blocks inside blocks: from some depth on they are plain text."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

LEVEL_LIMIT = 20
# The parser's own limit is never reached: there it would skip all that follows.
NESTING_LIMIT = LEVEL_LIMIT + 4


def too_deep(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read all lines of a block that is nested too deeply as one paragraph."""
    if state.level < LEVEL_LIMIT or silent:
        return False
    end = line + 1
    while end < last and (state.isEmpty(end) or state.sCount[end] >= state.blkIndent):
        end += 1
    state.line = end
    token = state.push("paragraph_open", "p", 1)
    token.map = [line, end]
    text = state.push("text", "", 0)
    text.content = state.getLines(line, end, state.blkIndent, False).strip()
    state.push("paragraph_close", "p", -1)
    return True
