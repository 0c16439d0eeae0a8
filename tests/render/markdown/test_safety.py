"""Nothing that a model writes becomes markup: the words of attacks, in every place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from tests.render.dom import Element, parsed
from tests.render.markdown.page import PREFIX, follow
from tests.render.markdown.texts import short_texts
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream, highlight_classes
from webchat.render.markdown.output.code import BUTTONS
from webchat.render.markdown.output.languages import NAMES
from webchat.render.markdown.output.sanitizer import clean

_ATTRIBUTES = """
    id class href title target rel type disabled checked aria-labelledby start role tabindex
    dir display alttext mathvariant mathcolor stretchy fence form width
"""
ATTRIBUTES = set(_ATTRIBUTES.split())
OUR_CLASSES = {
    "code",
    "code-language",
    "heading-2",
    "heading-3",
    "heading-4",
    "table",
    "spread",
    *(f"width-{characters}" for characters in range(4, 21)),
    "task-list-item",
    "align-right",
    "align-center",
    "image-link",
    "long-formula",
    "math-error",
    "math-source",
    "open-block",
    "open-items",
    "open-text",
}
CLASSES = OUR_CLASSES | highlight_classes() | {f"language-{name}" for name in NAMES}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<b hx-get=/a id=b class=c style=d>",
    "[a](javascript:alert(1))",
    "![a](x' onerror='alert(1))",
    "[a](https://b.example/'onclick='c)",
    '[a](https://b.example "c\\" onclick=\\"d")',
    '<https://a.example/"onclick="b>',
    'https://a.example/"onclick="b',
    "$\\text{<img src=x onerror=a>}$",
    "&lt;script&gt;",
    "<!-- --><style>*{display:none}</style>",
]
PLACES = [
    "{}",
    "# {}",
    "- {}",
    "- [ ] {}",
    "> {}",
    "|{}|\n|-|\n|{}|",
    "```{}\n{}\n```",
    "~~~ html {}\n{}\n~~~",
    "    {}",
    "`{}`",
    "**{}**",
    "[{}](https://a.example)",
    "![{}](https://a.example)",
    "[a]\n\n[a]: {}",
    "${}$",
    "$$\n{}\n$$",
]


OUR_BUTTONS = parsed(BUTTONS).children


def elements_of(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from elements_of(child)


def assert_harmless(html: str) -> None:
    for element in elements_of(parsed(html)):
        if element in OUR_BUTTONS:
            continue
        assert element.tag not in {"button", "script", "style", "img", "svg", "iframe", "form", "b"}
        assert set(element.attributes) <= ATTRIBUTES
        assert set((element.attributes.get("class") or "").split()) <= CLASSES
        assert (element.attributes.get("id") or PREFIX).startswith(PREFIX)
        assert (element.attributes.get("aria-labelledby") or "word-").startswith("word-")
        assert element.attributes.get("role") in (None, "group")
        assert element.attributes.get("dir") in (None, "auto", "ltr")
        href = element.attributes.get("href")
        assert href is None or href.startswith(("http://", "https://", "mailto:"))


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("place", PLACES)
def test_no_attack_gets_through_whole_or_while_it_is_written(place: str, attack: str) -> None:
    text = place.replace("{}", attack)
    stream = MarkdownStream(PREFIX)
    for moment in follow(stream, text):
        assert_harmless(moment.html)
        assert_harmless(moment.tail.inside)
        assert_harmless(moment.tail.after)

    assert_harmless(render_markdown(text, PREFIX))


@settings(deadline=None, max_examples=100)
@given(short_texts)
def test_no_text_at_all_gets_through(text: str) -> None:
    assert_harmless(render_markdown(text, PREFIX))


def test_the_last_word_is_a_list_of_what_may_pass() -> None:
    html = clean(
        '<p id="a" dir="rtl" style="b" onclick="c" class="d" hx-get="e">f<script>g</script>'
        '<img src="https://h.example"><a href="javascript:i">j</a><span class="k z">m</span></p>'
        '<button type="button" class="code-button" data-action="copy-code">l</button>'
        '<math><mtext><a href="/n">o</a></mtext></math>'
    )

    for word in (
        "id=",
        "dir=",
        "style",
        "onclick",
        "hx-",
        "script",
        "img",
        "href",
        '"d"',
        " z",
        "button",
    ):
        assert word not in html
    assert '<span class="k">m</span>' in html
