"""When to look for finished blocks: not at every line, or a long block costs its square."""

from __future__ import annotations

import re

BLANK = " \t\n"
HARDER = 1.5
SOONER = 1.25

# A line that ends what was open before it, at the left edge of the text.
BEGINS_BLOCK = re.compile(
    r"#{1,6}[ \t]|`{3,}[^`]*$|~{3,}|(?:[-*+]|1[.)])[ \t]+\S|[-=]+[ \t]*$|[|:-][-|: \t]*$"
)
BEGINS_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]+\S|#{1,6}[ \t]|`{3,}[^`]*$|~{3,}")
ENDS_FORMULA = re.compile(r"(?:\$\$|\\\])[ \t]*$")


def is_blank(line: str) -> bool:
    """Say whether markdown sees nothing in ``line``."""
    return not line.strip(BLANK)


class Schedule:
    """Says at which line ends the open text is parsed.

    That is when a line seems to finish something, and else when the text is half as long again as
    at the last look. A look in vain puts off the next one, so that all looks at a block cost at
    most some multiple of its length. Nothing is lost by looking late: the tail shows all.
    """

    def __init__(self, kind: str = "", length: int = 0) -> None:
        self._kind = kind
        self._due = length * HARDER
        self._eager_due = 0.0
        self._follows_blank = False

    def is_due(self, line: str, length: int) -> bool:
        """Say whether to look now; ``length`` is that of the open text with its last ``line``."""
        is_eager = self._seems_to_finish(line)
        self._follows_blank = is_blank(line)
        return length >= self._due or (is_eager and length >= self._eager_due)

    def look_was_vain(self, kind: str, length: int) -> None:
        """Note that nothing was finished at ``length``; ``kind`` is that of the last block."""
        was_eager = length < self._due
        self._kind = kind
        self._due = length * HARDER
        self._eager_due = length * SOONER if was_eager else 0.0

    def _seems_to_finish(self, line: str) -> bool:
        if is_blank(line):
            return self._kind not in ("list", "code_block")
        if self._follows_blank and not line.startswith((" ", "\t")):
            return True
        if self._kind == "table":
            # It begins with its first row.
            return True
        if self._kind == "list":
            return BEGINS_ITEM.match(line) is not None
        if self._kind == "undecided":
            return ENDS_FORMULA.search(line) is not None
        return BEGINS_BLOCK.match(line) is not None
