"""Blocks so long that they leave the tail, or end and go on in another."""

from __future__ import annotations

import pytest

from tests.render.markdown.page import PREFIX, Page, follow, normal
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream, Operation


def replace(target: str, html: str) -> Operation:
    return Operation("replace", target, html)


def fed(text: str) -> MarkdownStream:
    stream = MarkdownStream(PREFIX)
    stream.feed(text)
    return stream


@pytest.mark.parametrize("again", ["word ", "word\n", "> word\n", "    code\n"])
def test_a_block_that_outgrows_the_tail_goes_on_in_the_container(again: str) -> None:
    text = again * (10_000 // len(again))
    stream, page, sizes = MarkdownStream(PREFIX), Page(), []
    for moment in follow(stream, (text[i : i + 50] for i in range(0, len(text), 50))):
        page.apply(moment.operations)
        sizes.append(len(moment.tail.after))
        assert page.html() == normal(moment.html)

    assert f'id="{PREFIX}-open-text" class="open-text"' in stream.html
    assert sizes[-1] == 0
    page.apply(stream.close())
    assert page.html() == normal(render_markdown(text, PREFIX))
    assert "-open" not in stream.html


def test_a_long_item_goes_on_inside_of_its_list() -> None:
    stream = fed("- a\n- b\n- " + "c " * 3000)

    assert f'<li>a</li><li id="{PREFIX}-open" class="open-block open-items">' in stream.html
    stream.feed("\n- d\n- e\n")
    assert f'id="{PREFIX}-open"' not in stream.html


def test_a_long_row_stays_in_the_tail_but_no_more_than_its_beginning() -> None:
    stream = fed("|a|\n|-|\n|a|\n|" + "b" * 50_000)

    assert 4000 < len(stream.tail.inside) < 5000
    stream.feed("|\n")
    assert "b" * 50_000 in stream.html


def test_a_long_first_row_goes_on_in_the_container_until_it_is_finished() -> None:
    stream = fed("|a|\n|-|\n|" + "b" * 50_000)

    assert stream.html.startswith(f'<div id="{PREFIX}-open"')
    stream.feed("|\n")
    assert f"<td>{'b' * 50_000}</td>" in stream.html
    assert f'id="{PREFIX}-open"' not in stream.html


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("word *of* many\n", '<p dir="auto">'),
        ("> word *of* many\n", '<blockquote dir="auto">'),
        ("word *of* many ", '<p dir="auto">'),
        ("- a\n- b\n" + "  word *of* many\n" * 2_500, "<p"),
        ("> ```\n" + "> code\n" * 9_000, '<blockquote dir="auto">'),
    ],
)
def test_a_block_of_great_length_goes_on_in_another(line: str, html: str) -> None:
    text = line * (80_000 // len(line) + 1)
    whole, stream, page = fed(text), MarkdownStream(PREFIX), Page()
    for start in range(0, len(text), 9_999):
        page.apply(stream.feed(text[start : start + 9_999]))
        assert page.html() == normal(stream.html)
    page.apply(stream.close())
    whole.close()

    assert stream.html.count(html) >= 2
    assert page.html() == normal(stream.html) == normal(whole.html)
    assert "-open" not in stream.html


def test_a_list_of_great_length_turns_loose_where_it_does() -> None:
    stream = fed("- a\n" * 10_000)
    before = stream.html
    stream.feed("\n- b\n\n- c\n")
    stream.close()

    assert stream.html.count("<li>a</li>") > 9_990
    assert stream.html.endswith("<li>\n<p>b</p>\n</li><li>\n<p>c</p>\n</li></ul>")
    assert len(stream.html) < len(before) + 200


def test_long_definitions_leave_nothing_behind() -> None:
    definitions = "".join(f"[{number}]: https://a.example/{number}\n" for number in range(300))
    stream = fed(definitions)
    assert f'id="{PREFIX}-open"' in stream.html

    assert replace(f"{PREFIX}-open", "") in stream.feed("\ntext\n\n")
    assert stream.html == '<p dir="auto">text</p>'
