"""What a token costs, in characters that are read and in calls that are made; never in time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from tests.render.markdown.page import PREFIX
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream

CHARACTERS = 200_000
TOKEN_CHARACTERS = 4
PIECE_CHARACTERS = 50
# Four times the text may take four times the steps, not sixteen times.
LESS_THAN_SQUARE = 8
TENTH = CHARACTERS // 10
# A cell between two bars becomes some twenty characters, aligned some thirty.
HTML_A_CHARACTER = 40

LONG_BLOCKS = {
    "code": ("```python\n", "x = measure(1) + 42  # light\n"),
    "tight list": ("", "- river **light** and `code`\n"),
    "loose list": ("", "1. river **light** and `code`\n\n"),
    "table": ("| a | b |\n|---|--:|\n", "| river **light** | 42 |\n"),
    "one line": ("", "river **light** of `morning`, "),
    "paragraph": ("", "river **light** of `morning`,\n"),
    "quote": ("", "> river **light** of `morning`,\n"),
    "list in an item": ("- a\n", "  - river **light** of `morning`\n"),
    "code in an item": ("- a\n  ```\n", "  x = measure(1) + 42\n"),
    "definitions": ("", "[river]: https://light.example\n"),
    "paragraphs": ("", "river **light** of `morning`.\n\n"),
}
HEAVY = {
    **dict.fromkeys(["[", "![", "[a](", "*a ", "**a ", "_a", "*_", "`", "`a``b", "<", "&#", "\\"]),
    **dict.fromkeys(["> ", ">", "- ", "1. ", "* a\n  ", "- a\n\n  b\n\n", "[a]: b\n", "[\n", "|"]),
    **dict.fromkeys(["a|b\n-|-\n", "$", "$a ", "\\(", "\\[\n", "$$\n", "$$\na\n", "~~a ", "~~~\n"]),
    **dict.fromkeys(["|" * 40 + "\n" + "|-" * 39 + "|\n" + "|\n" * 40 + "\n"]),
    **dict.fromkeys(["http://a<", "www.a.b*", "a@b.c", "\t", "\n", "a\n", "# a\n", "===\n", "```"]),
}


@pytest.fixture
def read(characters_read: list[int]) -> list[int]:
    return characters_read


def long_text(block: str) -> str:
    begin, again = LONG_BLOCKS[block]
    return begin + again * (CHARACTERS // len(again))


def work(stream: MarkdownStream, text: str, read: list[int]) -> int:
    """Feed ``text`` and look at the tail after every token; count what is read and shown."""
    read.clear()
    shown = 0
    for token in tokens(text):
        operations = stream.feed(token)
        shown += len(stream.tail.inside + stream.tail.after) + sum(
            len(operation.html) for operation in operations
        )
    return sum(read) + shown


def tokens(text: str) -> Iterator[str]:
    for start in range(0, len(text), TOKEN_CHARACTERS):
        yield text[start : start + TOKEN_CHARACTERS]


@pytest.mark.parametrize("block", LONG_BLOCKS)
def test_a_token_costs_no_more_at_the_end_of_a_long_block_than_at_its_start(
    block: str, read: list[int]
) -> None:
    text = long_text(block)
    stream = MarkdownStream(PREFIX)

    first = work(stream, text[:TENTH], read)
    for token in tokens(text[TENTH:-TENTH]):
        stream.feed(token)
    last = work(stream, text[-TENTH:], read)

    assert first > TENTH
    assert last <= 1.5 * first


@pytest.mark.parametrize("block", LONG_BLOCKS)
def test_a_long_block_is_read_a_few_times_in_all(block: str, read: list[int]) -> None:
    text = long_text(block)[: CHARACTERS // 8]
    stream = MarkdownStream(PREFIX)
    for token in tokens(text):
        stream.feed(token)
    stream.close()

    assert stream.html == render_markdown(text, PREFIX)
    assert sum(read) <= 16 * len(text)


def calls_of(action: Callable[[], object]) -> int:
    """Count the calls of Python functions that ``action`` makes."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        action()
    finally:
        sys.setprofile(None)
    return calls


def fed(text: str) -> Iterator[None]:
    stream = MarkdownStream(PREFIX)
    for start in range(0, len(text), PIECE_CHARACTERS):
        stream.feed(text[start : start + PIECE_CHARACTERS])
        yield
    stream.close()


@pytest.mark.parametrize("again", HEAVY)
def test_no_text_takes_more_than_its_share_of_steps(again: str) -> None:
    short, long = ((again * length)[:length] for length in (4_500, 18_000))

    assert calls_of(lambda: list(fed(long))) <= LESS_THAN_SQUARE * calls_of(
        lambda: list(fed(short))
    )


def sparse_table(columns: int, rows: int, row: str, rule: str) -> str:
    return f"{'|a' * columns}|\n{rule * columns}|\n{row * rows}\n"


SPARSE = [
    sparse_table(300, 200, "|\n", "|-"),
    sparse_table(300, 200, "|\n", "|-:"),
    sparse_table(1000, 1000, "|b\n", "|-:"),
    sparse_table(40, 25, "|\n", "|-:") * 50,
    sparse_table(100, 100, "|" * 50 + "\n", "|-:"),
]


@pytest.mark.parametrize("source", SPARSE)
@pytest.mark.parametrize("marker", ["", "> ", "- ", "> - > "])
def test_a_table_of_nothing_is_no_large_page(source: str, marker: str) -> None:
    lines = source.splitlines(keepends=True)
    indent = marker.replace("-", " ")
    text = "".join((indent if number else marker) + line for number, line in enumerate(lines))
    stream = MarkdownStream(PREFIX)
    shown = 0
    for start in range(0, len(text), PIECE_CHARACTERS):
        stream.feed(text[start : start + PIECE_CHARACTERS])
        shown = max(shown, len(stream.tail.inside + stream.tail.after) + len(stream.html))
    stream.close()

    assert len(render_markdown(text, PREFIX)) <= HTML_A_CHARACTER * len(text)
    assert shown <= HTML_A_CHARACTER * len(text)
    assert stream.html == render_markdown(text, PREFIX)
