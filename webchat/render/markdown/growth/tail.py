"""The HTML of a text that is not finished, for every moment of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

SHORT_CHARACTERS = 1024
STEPS = 16

# Stands for what will come. A word, so that all around it reads as if a word came.
MARK = "q9xMARKx9q"
# Until a word ends that has one of these it may still become an address.
ADDRESS_CHARACTERS = frozenset(":/@.")
ADDS_WORDS = re.compile(r"(?:[ ,']*[^\W_])*[,']?")
# A line that has only markers so far could become anything: a list, a heading, a rule, a fence.
ONLY_MARKERS = re.compile(r"[ \t]*(?:[-=*+_#>`~|:\[\]$\\!< \t]*|\d{1,9}[.)]?[ \t]*)")


class Tail:
    """Renders a growing text without rendering all of it each time.

    ``render`` gives the HTML of a text. Words that are added to a word change nothing before them,
    so their place in the HTML is remembered. A text longer than a thousand characters is
    rendered anew each time it has grown by a sixteenth; until then what came since is plain text.
    The result depends on the text alone.
    """

    def __init__(self, render: Callable[[str], str]) -> None:
        self._render = render
        self.reset()

    def reset(self) -> None:
        """Forget everything, because the text begins anew."""
        self._source: str | None = None
        self._head = self._foot = ""
        self._takes_words = False

    def html(self, text: str) -> str:
        """Give the HTML of ``text``, which begins with the texts before it."""
        text = visible(text)
        end = checkpoint(len(text))
        if len(text) < SHORT_CHARACTERS:
            if not self._is_continued_by(text):
                self._take(text)
            end = len(self._source or "")
        elif self._source != text[:end]:
            self._take_long(text[:end])
        return f"{self._head}{escape(text[end:], quote=False)}{self._foot}"

    def split(self, text: str) -> tuple[str, str]:
        """Give the HTML of ``text`` in two pieces, between which what comes next may stand."""
        return self._split(text) or (self._render(text), "")

    def _is_continued_by(self, text: str) -> bool:
        if self._source is None or not text.startswith(self._source):
            return False
        added = len(self._source)
        return added == len(text) or (
            self._takes_words and ADDS_WORDS.fullmatch(text, added) is not None
        )

    def _take(self, text: str) -> None:
        pieces = self._split(text) if ends_in_word(text) else None
        self._takes_words = pieces is not None
        self._head, self._foot = pieces or (self._render(text), "")
        self._source = text

    def _take_long(self, text: str) -> None:
        self._takes_words = False
        self._head, self._foot = self.split(text)
        self._source = text

    def _split(self, text: str) -> tuple[str, str] | None:
        head, _, foot = self._render(text + MARK).partition(MARK)
        is_inside_tag = head.rfind("<") > head.rfind(">")
        is_lost = MARK in text or MARK in foot or not foot
        return None if is_lost or is_inside_tag else (head, foot)


def ends_in_word(text: str) -> bool:
    """Say whether ``text`` ends in a word that more letters can be added to."""
    word = text.rsplit(maxsplit=1)[-1] if text[-1:].isalnum() else ""
    return word != "" and ADDRESS_CHARACTERS.isdisjoint(word)


def visible(text: str) -> str:
    """Give ``text`` without a last line that says nothing yet, and without spaces at its end."""
    start = text.rfind("\n") + 1
    if ONLY_MARKERS.fullmatch(text, start):
        return text[:start]
    return text.rstrip(" \t")


def checkpoint(length: int) -> int:
    """Give the length at which a long text of ``length`` characters was rendered last."""
    if length < SHORT_CHARACTERS:
        return length
    point = SHORT_CHARACTERS
    while (following := point + point // STEPS) <= length:
        point = following
    return point
