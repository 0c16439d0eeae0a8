"""Levels of headings: none is left out, whatever the writer began with.

Who reads by headings goes from one to those below it, and looks for what is not there where a level
is missing. Which level a heading has is told by those before it alone, so that it never changes
while the text grows.
"""

from __future__ import annotations

from markdown_it.rules_core import StateCore

# The page has its own h1 and h2.
LEVEL_OF_PAGE = 2
LOWEST = 6
# What a writer marks with more than four looks no different.
MOST_MARKS = 4


class Headings:
    """The headings that what comes next is under, the outermost first, by their marks."""

    def __init__(self, marks: tuple[int, ...] = ()) -> None:
        self._marks = list(marks)

    def copy(self) -> Headings:
        """Give the same, to go on from here more than once."""
        return Headings(tuple(self._marks))

    def level_of_next(self, marks: int) -> int:
        """Give the level of the heading that comes next, which is written with so many marks."""
        while self._marks and self._marks[-1] >= marks:
            self._marks.pop()
        self._marks.append(marks)
        return min(LEVEL_OF_PAGE + len(self._marks), LOWEST)


def settle_headings(state: StateCore) -> None:
    """Give each heading its level; by ``env["headings"]``, which goes on with it.

    One that is raised keeps the look of what its writer made it, by a class.
    """
    headings: Headings = state.env["headings"]
    tag = ""
    for token in state.tokens:
        if token.type == "heading_open":
            marks = min(int(token.tag[1:]), MOST_MARKS)
            tag = f"h{headings.level_of_next(marks)}"
            if tag != f"h{LEVEL_OF_PAGE + marks}":
                token.attrSet("class", f"heading-{marks}")
            token.tag = tag
        elif token.type == "heading_close":
            # None is inside another.
            token.tag = tag
