from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings

from tests.render.markdown.page import PREFIX
from tests.render.markdown.texts import short_texts
from webchat.render.markdown import MarkdownStream
from webchat.render.markdown.growth.tail import SHORT_CHARACTERS, Tail, checkpoint, visible


def counting(tail_of: Callable[[str], str], seen: list[str]) -> Callable[[str], str]:
    def render(text: str) -> str:
        seen.append(text)
        return tail_of(text)

    return render


def in_paragraph(text: str) -> str:
    return f"<p>{text}</p>"


def test_words_that_follow_a_word_are_put_in_without_rendering() -> None:
    seen: list[str] = []
    tail = Tail(counting(in_paragraph, seen))

    for text in ("one", "one two", "one two, thr", "one two, three"):
        assert tail.html(text) == f"<p>{text}</p>"
    assert len(seen) == 1
    assert tail.html("one two, three*") == "<p>one two, three*</p>"
    assert len(seen) == 2


def test_a_long_text_is_rendered_only_when_it_has_grown_by_a_sixteenth() -> None:
    seen: list[str] = []
    tail = Tail(counting(in_paragraph, seen))
    text = "*a*&" * (3 * SHORT_CHARACTERS // 4)

    for end in range(SHORT_CHARACTERS, len(text), 4):
        assert tail.html(text[:end]).startswith("<p>*a*&")
    assert len(seen) == len({checkpoint(n) for n in range(SHORT_CHARACTERS, len(text), 4)}) < 25


def test_what_came_since_stands_in_the_right_place_and_is_escaped() -> None:
    stream = MarkdownStream(PREFIX)
    stream.feed("- a **b** " * 120 + "<i>")

    assert stream.tail.after.endswith("&lt;i&gt;</li>\n</ul>\n")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("text\n-", "text\n"),
        ("text\n===", "text\n"),
        ("```", ""),
        ("| a |\n|--", "| a |\n"),
        ("12", ""),
        ("12. ", ""),
        ("12. a", "12. a"),
        ("3.14", "3.14"),
        ("**", ""),
        ("**a", "**a"),
        ("a  ", "a"),
    ],
)
def test_a_line_of_markers_is_not_shown_before_it_says_something(text: str, shown: str) -> None:
    assert visible(text) == shown


@settings(deadline=None, max_examples=150)
@given(short_texts)
@example("](http://i)5](http://i)b c")
@example("**a.**b")
@example("a@b.co m")
@example("http://a.b:99998")
def test_a_tail_that_was_read_at_every_character_is_the_one_that_is_read_once(text: str) -> None:
    followed = MarkdownStream(PREFIX)
    for character in text:
        followed.feed(character)
        followed.tail  # noqa: B018  # that it is read is what the test is about
    once = MarkdownStream(PREFIX)
    once.feed(text)

    assert followed.tail == once.tail
