r"""Formulas: ``$...$`` and ``\(...\)`` in a line, ``$$...$$`` and ``\[...\]`` displayed."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from webchat.render.markdown.output.formula import LIMIT_CHARACTERS

CLOSERS = {"$$": "$$", "\\[": "\\]", "\\(": "\\)", "$": "$"}
DISPLAYED = ("$$", "\\[")
BLANK_LINE = re.compile(r"\n[ \t]*\n")
# "I had $20 and gave you 5$", "$5/hour", "$5 (4€)": a number and a word, or another currency, are
# money; "$HOME/$USER" are variables.
MONEY = re.compile(r"[\d.,]+(?:\s+|/)[^\W\d_]{2}|[\d.,]+[^\\^_{}=]*[€£¥]")


def inline_formula(state: StateInline, silent: bool) -> bool:
    """Read a formula that begins at the current place of a line."""
    opener = _opener_at(state.src, state.pos)
    if not opener or (opener == "$" and state.src[max(state.pos - 1, 0) : state.pos] == "$"):
        return False
    start = state.pos + len(opener)
    end = _find(state.src, CLOSERS[opener], start, min(state.posMax, start + LIMIT_CHARACTERS))
    latex = state.src[start:end]
    if end < 0 or not latex.strip() or (opener == "$" and not _is_formula(latex, state.src, end)):
        return False
    if not silent:
        token = state.push("formula", "math", 0)
        token.content = latex
        token.info = "block" if opener in DISPLAYED else "inline"
    state.pos = end + len(opener)
    return True


def block_formula(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read a displayed formula that begins with a line.

    It runs to the first line with its closer, which must end that line; a blank line before it,
    or more than the limit of characters, and there is no formula. With ``env["is_open"]`` the
    text may go on: then a formula whose closer has not come yet is one until its fate is known.
    """
    start = state.bMarks[line] + state.tShift[line]
    opener = _opener_at(state.src, start)
    if opener not in DISPLAYED or state.is_code_block(line):
        return False
    start += len(opener)
    window = start + LIMIT_CHARACTERS
    end = _find(state.src, CLOSERS[opener], start, window)
    if end < 0 and (window < len(state.src) or not state.env.get("is_open")):
        return False
    if BLANK_LINE.search(state.src, start, window if end < 0 else end):
        return False
    closing = _line_of(state, line, last, end)
    if closing is None or (end >= 0 and not _is_whole(state, start, end, closing)):
        return False
    if not silent:
        _push(state, line, closing, opener, end)
    elif end < 0:
        state.env["is_pending"] = True
    return True


def _opener_at(source: str, position: int) -> str:
    for opener in ("$$", "\\[", "\\(", "$"):
        if source.startswith(opener, position):
            return opener
    return ""


def _find(source: str, closer: str, start: int, end: int) -> int:
    """Find the first ``closer`` that is not escaped, or -1."""
    position = source.find(closer, start, end)
    while position > start and _is_escaped(source, start, position):
        position = source.find(closer, position + 1, end)
    return position


def _is_escaped(source: str, start: int, position: int) -> bool:
    before = source[start:position]
    return (len(before) - len(before.rstrip("\\"))) % 2 == 1


def _is_formula(latex: str, source: str, end: int) -> bool:
    """Say whether what stands between two dollars is a formula."""
    is_tight = not latex[0].isspace() and not latex[-1].isspace() and latex[-1] not in "/:"
    return is_tight and not source[end + 1 : end + 2].isdigit() and not MONEY.match(latex)


def _line_of(state: StateBlock, line: int, last: int, end: int) -> int | None:
    """Find the line that ``end`` is in, or None if the block around the formula ends before.

    Without an end, find the last line of the text.
    """
    indent = min(state.blkIndent, state.sCount[line])
    for number in range(line, last):
        if number > line and (state.isEmpty(number) or state.sCount[number] < indent):
            return None
        if 0 <= end <= state.eMarks[number]:
            return number
    return last - 1 if end < 0 and last == len(state.bMarks) - 1 else None


def _is_whole(state: StateBlock, start: int, end: int, closing: int) -> bool:
    """Say whether there is a formula before ``end``, and nothing after its closer."""
    after = state.src[end + 2 : state.eMarks[closing]]
    return bool(state.src[start:end].strip()) and not after.strip()


def _push(state: StateBlock, line: int, closing: int, opener: str, end: int) -> None:
    lines = state.getLines(line, closing + 1, state.blkIndent, False).strip()
    token = state.push("formula_block" if end >= 0 else "open_formula", "math", 0)
    token.content = lines[len(opener) : -len(opener)] if end >= 0 else lines
    token.map = [line, closing + 1]
    token.block = True
    state.line = closing + 1
    if end < 0:
        state.env["is_pending"] = True
