"""The columns of a table: they fit its head and its first row, and then stay as they are."""

from __future__ import annotations

import re

import pytest

from tests.render.markdown.page import PREFIX, follow
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream

WIDTH = re.compile(r'<col class="width-(\d+)">')


def widths(html: str) -> list[int]:
    return [int(width) for width in WIDTH.findall(html)]


def widths_of(text: str) -> list[int]:
    return widths(render_markdown(text, PREFIX))


@pytest.mark.parametrize(
    ("cell", "characters"),
    [
        ("a", 7),
        ("two words", 7),
        ("documentation", 13),
        ("an_identifier_of_some_length", 16),
        ("[a *link*](https://a.example/of/some/length)", 7),
        ("`of_code_words`", 13),
        ("a sentence of more than fifty signs, which has lines", 14),
        ("a word after another " * 50, 20),
        ("$\\alpha + \\beta + \\gamma + \\delta$", 10),
        ("列的宽度由表头和第一行决定", 10),
    ],
)
def test_a_column_has_room_for_its_words_and_some_lines(cell: str, characters: int) -> None:
    assert widths_of(f"| a |\n|---|\n| {cell} |\n") == [characters]
    assert widths_of(f"| {cell} |\n|---|\n| a |\n") == [characters]


def test_rows_after_the_first_change_no_column() -> None:
    head = "| name | meaning |\n|---|---|\n| river | water |\n"

    assert widths_of(f"{head}| a_word_that_is_long | {'many words ' * 20} |\n") == widths_of(head)


@pytest.mark.parametrize(
    "text",
    ["> | documentation |\n> |---|\n> | a |", "- text\n\n  | documentation |\n  |---|\n  | a |"],
)
def test_a_table_within_another_block_has_its_columns_too(text: str) -> None:
    assert widths_of(text) == [13]


def test_the_columns_change_but_once_while_a_table_is_written() -> None:
    text = "| name |\n|---|\n| documentation |\n| another_long_word_again |\n"

    shown = [
        widths(f"{moment.html}{moment.tail.after}")
        for moment in follow(MarkdownStream(PREFIX), text)
    ]
    changes = [now for now, before in zip(shown[1:], shown, strict=False) if now != before]
    assert changes == [[7], [13]]
