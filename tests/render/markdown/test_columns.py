"""The columns of a table: they fit its head and its first row, and then stay as they are."""

from __future__ import annotations

import re

import pytest

from tests.render.markdown.page import PREFIX, follow
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream

WIDTH = re.compile(r'<col class="width-(\d+)"')
SHARE = re.compile(r' width="(\d+)%"')


def widths(html: str) -> list[int]:
    return [int(width) for width in WIDTH.findall(html)]


def widths_of(text: str) -> list[int]:
    return widths(render_markdown(text, PREFIX))


@pytest.mark.parametrize(
    ("cell", "characters"),
    [
        ("a", 7),
        ("two words", 7),
        ("one_word<br>another", 8),
        ("documentation", 13),
        ("an_identifier_of_some_length", 16),
        ("[a *link*](https://a.example/of/some/length)", 7),
        ("`of_code_words`", 13),
        ("a sentence of more than fifty signs, which has lines", 12),
        ("a word after another " * 50, 12),
        ("$\\alpha + \\beta + \\gamma + \\delta$", 10),
        ("列的宽度由表头和第一行决定", 10),
        ("1", 8),
        ("11,604,924 kB", 10),
    ],
)
def test_a_column_has_room_for_its_words_and_some_lines(cell: str, characters: int) -> None:
    assert widths_of(f"| a | b |\n|---|---|\n| a | {cell} |\n")[1] == characters


def test_the_words_of_a_head_are_whole_though_they_are_bold() -> None:
    assert widths_of("| Documentation |\n|---|\n| a |\n") == [14]


@pytest.mark.parametrize(("head", "cell"), [("#", "1"), ("*n*", "**1.**")])
def test_a_first_column_that_counts_the_rows_is_narrow(head: str, cell: str) -> None:
    assert widths_of(f"| {head} | name |\n|---|---|\n| {cell} | a |\n") == [4, 7]


@pytest.mark.parametrize(
    ("head", "row", "shares"),
    [
        ("| name | meaning |", "| river | a stream of water that is wide |", [18, 81]),
        ("| name | notes |", "| a | |", [27, 72]),
        ("| a " * 9 + "|", "| words " * 9 + "|", []),
    ],
)
def test_on_a_wide_screen_columns_share_what_there_is(
    head: str, row: str, shares: list[int]
) -> None:
    rule = re.sub(r"[^|]+", "-", head)
    html = render_markdown(f"{head}\n{rule}\n{row}\n", PREFIX)

    assert [int(share) for share in SHARE.findall(html)] == shares


def test_a_table_of_numbers_alone_is_as_wide_as_they_are() -> None:
    assert "spread" not in render_markdown("| n | m |\n|--:|--:|\n| 1 | 2.5 % |\n", PREFIX)
    assert '<table class="spread">' in render_markdown("| n |\n|--:|\n| one |\n", PREFIX)


def test_numbers_below_a_long_head_may_be_followed_by_more_than_numbers() -> None:
    html = render_markdown(
        "| Year | What happened in that year |\n|---|---|\n| 1957 | 1st |\n", PREFIX
    )

    assert "spread" in html
    assert [int(share) for share in SHARE.findall(html)] == [26, 73]


def test_a_table_that_stands_in_a_list_is_not_given_the_room_of_the_text() -> None:
    html = render_markdown("- a\n\n  | b | c |\n  |---|---|\n  | d | e |", PREFIX)

    assert widths(html) == [7, 7]
    assert SHARE.findall(html) == []


def test_rows_after_the_first_change_no_column() -> None:
    head = "| name | meaning |\n|---|---|\n| river | water |\n"

    assert widths_of(f"{head}| a_word_that_is_long | {'many words ' * 20} |\n") == widths_of(head)


@pytest.mark.parametrize(
    "text",
    ["> | documentation |\n> |---|\n> | a |", "- text\n\n  | documentation |\n  |---|\n  | a |"],
)
def test_a_table_within_another_block_has_its_columns_too(text: str) -> None:
    assert widths_of(text) == [14]


def test_the_columns_change_but_once_while_a_table_is_written() -> None:
    text = "| name |\n|---|\n| documentation |\n| another_long_word_again |\n"

    shown = [
        widths(f"{moment.html}{moment.tail.after}")
        for moment in follow(MarkdownStream(PREFIX), text)
    ]
    changes = [now for now, before in zip(shown[1:], shown, strict=False) if now != before]
    assert changes == [[7], [13]]
