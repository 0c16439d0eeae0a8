from __future__ import annotations

import pytest

from tests.render.markdown.page import PREFIX
from tests.render.markdown.whole import html_without_directions

ELSEWHERE = 'target="_blank" rel="noopener noreferrer nofollow"'


def rendered(text: str) -> str:
    return html_without_directions(text, PREFIX).removeprefix("<p>").removesuffix("</p>")


def link(href: str, label: str, class_: str = "") -> str:
    return f'<a href="{href}"{class_} {ELSEWHERE}>{label}</a>'


def test_a_link_leads_to_a_new_tab_that_knows_nothing_of_ours() -> None:
    assert rendered("[a](https://a.example/?b=1&c=2)") == link(
        "https://a.example/?b=1&amp;c=2", "a"
    )


def test_a_title_is_kept() -> None:
    assert 'title="t&quot;&gt;"' in rendered("[a](https://a.example 't\">')")


@pytest.mark.parametrize(
    "href", ["/sessions", "//evil.example", "#top", "ftp://a.example", "tel:1"]
)
def test_a_link_to_what_is_no_web_address_is_its_text(href: str) -> None:
    assert rendered(f"[a *b*]({href})") == "a <em>b</em>"


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "JavaScript:alert(1)", "vbscript:a", "data:text/html,a"]
)
def test_a_link_that_would_run_something_is_shown_as_it_was_written(href: str) -> None:
    assert rendered(f"[a]({href})") == f"[a]({href})"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("https://a.example.", link("https://a.example", "https://a.example") + "."),
        ("(http://a.example/b)", f"({link('http://a.example/b', 'http://a.example/b')})"),
        (
            "http://a.example/b_(c)",
            link("http://a.example/b_(c)", "http://a.example/b_(c)"),
        ),
        ("www.a.example!", link("http://www.a.example", "www.a.example") + "!"),
        (
            "http://localhost:8000/?a=b&c",
            link("http://localhost:8000/?a=b&amp;c", "http://localhost:8000/?a=b&amp;c"),
        ),
        ("ask me@a.example", f"ask {link('mailto:me@a.example', 'me@a.example')}"),
        ("<https://a.example>", link("https://a.example", "https://a.example")),
        (
            "**https://a.example**",
            f"<strong>{link('https://a.example', 'https://a.example')}</strong>",
        ),
    ],
)
def test_a_bare_address_becomes_a_link(text: str, html: str) -> None:
    assert rendered(text) == html


@pytest.mark.parametrize(
    "text", ["`https://a.example`", "xhttps://a.example", "http://", "www.", "a@b", "@a.example"]
)
def test_what_only_looks_like_an_address_does_not(text: str) -> None:
    assert "<a" not in rendered(text)


def test_an_address_in_the_text_of_a_link_is_no_second_link() -> None:
    assert rendered("[https://a.example](https://b.example)") == link(
        "https://b.example", "https://a.example"
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("![a *b* `c`](https://a.example/i.png)", "a b c"),
        ("![](https://a.example/i.png)", "https://a.example/i.png"),
    ],
)
def test_an_image_becomes_a_link_because_loading_it_tells_of_the_reader(
    text: str, label: str
) -> None:
    assert rendered(text) == link("https://a.example/i.png", label, ' class="image-link"')


def test_an_image_in_a_link_is_its_text() -> None:
    text = "[![badge](https://a.example/i.png)](https://b.example)"

    assert rendered(text) == link("https://b.example", "badge")


def test_an_image_that_is_no_web_address_is_its_text() -> None:
    assert rendered("![a](data:image/png;base64,AA) ![b](/b.png)") == "a b"
