"""What holds for any text and any way to cut it."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.render.markdown.page import PREFIX, Page, follow, normal, streamed
from tests.render.markdown.texts import cuts, long_texts, short_texts
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream, OpenEnd

TRIES = settings(deadline=None, max_examples=150)
FEWER_TRIES = settings(deadline=None, max_examples=15)


@TRIES
@given(short_texts)
def test_a_closed_stream_holds_the_canonical_html(text: str) -> None:
    stream = streamed(text)

    assert stream.html == render_markdown(text, PREFIX) == render_markdown(stream.text, PREFIX)
    assert stream.tail == OpenEnd()


@FEWER_TRIES
@given(long_texts())
def test_a_closed_stream_of_long_blocks_holds_the_canonical_html(text: str) -> None:
    stream = MarkdownStream(PREFIX)
    for _ in follow(stream, (text[i : i + 7] for i in range(0, len(text), 7))):
        pass
    stream.close()

    assert stream.html == render_markdown(text, PREFIX)


@TRIES
@given(short_texts, st.data())
def test_what_is_shown_depends_on_the_text_and_not_on_how_it_was_cut(
    text: str, data: st.DataObject
) -> None:
    moments = {moment.length: moment for moment in follow(MarkdownStream(PREFIX), text)}

    for moment in follow(MarkdownStream(PREFIX), data.draw(cuts(text))):
        assert moment.html == moments[moment.length].html
        assert moment.tail == moments[moment.length].tail


@FEWER_TRIES
@given(long_texts(), st.data())
def test_another_process_goes_on_at_any_place_of_a_long_block(
    text: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text)))
    first, other = MarkdownStream(PREFIX), MarkdownStream(PREFIX)
    for _ in follow(first, text[:place]):
        pass
    other.feed(text[:place])

    assert (first.html, first.tail) == (other.html, other.tail)
    assert first.feed(text[place:]) == other.feed(text[place:])


@TRIES
@given(short_texts, st.data())
def test_the_operations_make_the_page_that_the_stream_says_it_has(
    text: str, data: st.DataObject
) -> None:
    stream, page = MarkdownStream(PREFIX), Page()
    for moment in follow(stream, data.draw(cuts(text))):
        page.apply(moment.operations)
        assert page.html() == normal(moment.html)
    page.apply(stream.close())

    assert page.html() == normal(render_markdown(text, PREFIX))


@FEWER_TRIES
@given(long_texts())
def test_the_operations_of_long_blocks_make_the_page_too(text: str) -> None:
    stream, page = MarkdownStream(PREFIX), Page()
    for moment in follow(stream, (text[i : i + 397] for i in range(0, len(text), 397))):
        page.apply(moment.operations)
        assert page.html() == normal(moment.html)
    page.apply(stream.close())

    assert page.html() == normal(render_markdown(text, PREFIX))


@TRIES
@given(short_texts.filter(lambda text: "```" not in text and "~~~" not in text))
def test_outside_of_code_operations_come_at_line_ends_and_nowhere_else(text: str) -> None:
    text = text.replace("\r", "")
    by_character, by_line = MarkdownStream(PREFIX), MarkdownStream(PREFIX)
    for line in text.splitlines(keepends=True):
        operations = [by_character.feed(character) for character in line]
        assert not any(operations[:-1])
        assert operations[-1] == by_line.feed(line)


@TRIES
@given(short_texts.filter(lambda text: "[" not in text))
@example("  - a\n  - b\n- c\n  - d\n")
@example("- a\n\n- b\n\nc\n\n- d\n")
@example("- ```\n  a\n  ```\n\n- b\n- c\n")
@example("# a | b\n-|-\n")
@example("~~~a|b\n-|-\n~~~\n")
@example("- a\n- b | c\n--- | ---\n- d\n")
@example("a\n$$\nb\n\n$$\n# c\n$$\n")
@example("    a\n\n    b\n\nc\n")
def test_without_references_nothing_is_ever_sent_twice(text: str) -> None:
    stream = MarkdownStream(PREFIX)
    stream.feed(text)

    assert PREFIX not in {each.target for each in stream.close() if each.kind == "fill"}
    assert stream.html == render_markdown(text, PREFIX)


@TRIES
@given(st.text(max_size=200) | st.text(alphabet="\ud800\udfff\0\r\n`$[]", max_size=60))
def test_any_characters_give_html_that_can_be_sent(text: str) -> None:
    stream = streamed(text)

    assert stream.html.encode() == render_markdown(text, PREFIX).encode()
    assert "\0" not in stream.html


@pytest.mark.parametrize("text", ["", "\n", " ", "\r", "\ud83d"])
def test_next_to_nothing_is_rendered_as_next_to_nothing(text: str) -> None:
    assert streamed(text).html in ("", '<p dir="auto">\ufffd</p>')
