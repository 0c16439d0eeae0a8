"""What is said in measurements: varied markdown, the same each time, cut into tokens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice
from random import Random

VOCABULARY = (
    "the of and to a in it is that for was on are with as his they at be this from have or by one "
    "had not but what all were when we there can an your which their said if do will each about "
    "how up out them then she many some so these would other into has more river morning quietly "
    "lantern measure harbour distance remember therefore something particular"
)
PARAGRAPH_WORDS = 50
TOKEN = re.compile(r"\s?\S{1,6}|\s")

Word = Callable[[], str]


def drawn_word(seed: int = 1) -> Word:
    """Make a source of words."""
    random, words = Random(seed), VOCABULARY.split()
    return lambda: random.choice(words)


def tokens(amount: int, word: Word) -> list[str]:
    """Give the first ``amount`` tokens of a long reply about nothing."""
    return list(islice(_tokens(word), amount))


def _tokens(word: Word) -> Iterator[str]:
    for block in _blocks(word):
        yield from TOKEN.findall(f"{block}\n\n")


def _blocks(word: Word) -> Iterator[str]:
    kinds = (
        *(_heading, _paragraph, _list, _paragraph, _code, _paragraph),
        *(_table, _paragraph, _numbered_list, _quote),
    )
    for kind in cycle(kinds):
        yield kind(word)


def _phrase(word: Word, length: int) -> str:
    return " ".join(word() for _ in range(length))


def _heading(word: Word) -> str:
    return f"## {_phrase(word, 4)}"


def _paragraph(word: Word) -> str:
    parts = (
        _phrase(word, PARAGRAPH_WORDS // 2),
        f"**{word()} {word()}** `{word()}` *{word()}* [{word()}](https://example.com/)",
        _phrase(word, PARAGRAPH_WORDS // 2),
    )
    return " ".join(parts) + "."


def _list(word: Word) -> str:
    return "\n".join(f"- {_phrase(word, 6)} **{word()}**" for _ in range(5))


def _numbered_list(word: Word) -> str:
    return "\n".join(f"{number}. {_phrase(word, 7)}" for number in islice(count(1), 4))


def _quote(word: Word) -> str:
    return f"> {_phrase(word, 12)}"


def _code(word: Word) -> str:
    lines = (f"    {word()} = {word()} + 42  # {_phrase(word, 3)}" for _ in range(8))
    return "\n".join(["```python", "def measure(distance):", *lines, "```"])


def _table(word: Word) -> str:
    rows = (f"| {word()} | {word()} {word()} | {word()} |" for _ in range(5))
    return "\n".join(["| one | two | three |", "|---|---|--:|", *rows])
