"""What runs from left to right or from right to left by its own letters, and what never does."""

from __future__ import annotations

import pytest

from tests.render.markdown.page import PREFIX, follow
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream

BLOCKS = {
    "text": '<p dir="auto">',
    "# text": '<h3 dir="auto">',
    "> text": '<blockquote dir="auto">',
    "1. text": f'<ol id="{PREFIX}-b0" dir="auto">',
    "| text |\n|-|\n": 'aria-labelledby="word-table" dir="auto">',
}


@pytest.mark.parametrize("text", BLOCKS)
def test_each_block_finds_its_direction_by_all_that_is_in_it(text: str) -> None:
    html = render_markdown(f"{text}\n", PREFIX)

    assert BLOCKS[text] in html
    assert html.count("dir=") == 1


@pytest.mark.parametrize("text", ["- one\n- two\n- three", "> one\n\n# two\n\n3. three"])
def test_a_block_that_is_written_has_the_direction_of_the_finished_one(text: str) -> None:
    (*_, last) = follow(MarkdownStream(PREFIX), text)

    shown = last.html + last.tail.inside + last.tail.after
    assert shown.count("dir=") == render_markdown(text, PREFIX).count("dir=")
    assert "dir=" not in last.tail.inside


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("`x` و", '<code dir="ltr">x</code> و'),
        ("```\nx\n```", '<pre tabindex="0" dir="ltr">'),
        ("$x$ و", "<bdi><math"),
        ("$\\frac$ و", '<code class="math-error" dir="ltr">'),
    ],
)
def test_code_and_formulas_say_nothing_about_the_words_around_them(text: str, html: str) -> None:
    assert html in render_markdown(text, PREFIX)
