from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.web.assets import address_of, served
from webchat.look.accent import accent_on
from webchat.look.colour import parse_colour

SCRIPTED_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def test_the_name_is_in_the_header_and_in_every_title(make_app: Callable[..., Flask]) -> None:
    browser = make_app(name="Ask <Ada> %(n)s").test_client()

    for path, title in [("/", ""), ("/nowhere", "Not found · ")]:
        page = browser.get(path).text
        assert f"<title>{title}Ask &lt;Ada&gt; %(n)s</title>" in page
        assert "<bdi>Ask &lt;Ada&gt; %(n)s</bdi></span></a>" in page
        assert "webchat</" not in page


def test_a_logo_is_shown_and_is_the_icon_but_never_a_document_that_runs(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    path = tmp_path / "ours.svg"
    path.write_bytes(SCRIPTED_DRAWING)
    app = make_app(logo=path)
    address = address_of(app, "logo.svg")

    page = app.test_client().get("/").text
    drawing = served(app, address)

    assert f'<link rel="icon" href="{address}">' in page
    assert f'src="{address}" alt=""' in page
    assert drawing.mimetype == "image/svg+xml"
    assert "immutable" in drawing.headers["Cache-Control"]
    assert drawing.headers["X-Content-Type-Options"] == "nosniff"
    policy = drawing.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script" not in policy


@pytest.mark.parametrize(
    ("settings", "name"), [({}, "icon.svg"), ({"logo": "ours.svg"}, "logo.svg")]
)
def test_the_icon_is_where_browsers_look_for_it_beside_what_is_no_page(
    settings: dict[str, str], name: str, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    (tmp_path / "ours.svg").write_bytes(SCRIPTED_DRAWING)
    app = make_app(**{key: tmp_path / value for key, value in settings.items()})

    answer = app.test_client().get("/favicon.ico")

    assert answer.location == address_of(app, name)
    assert "Set-Cookie" not in answer.headers


def test_the_accent_is_in_the_styles_and_nowhere_in_the_page(
    make_app: Callable[..., Flask],
) -> None:
    app = make_app(accent="yellow")
    browser = app.test_client()

    styles = served(app, address_of(app, "app.css")).text

    assert "#ffff00" in styles.rpartition(":root {")[2]
    assert "style=" not in browser.get("/").text
    assert "#ffff00" not in browser.get("/").text


def test_the_icon_is_drawn_in_the_accent_if_it_is_ours(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "icon.svg").write_text("<svg>mine</svg>")
    light, dark = (accent_on(scheme, parse_colour("yellow")) for scheme in ("light", "dark"))

    ours, theirs = (make_app(accent="yellow", static=folder) for folder in (None, own))

    icon = served(ours, address_of(ours, "icon.svg")).text
    in_light, _, in_dark = icon.rpartition("@media(prefers-color-scheme:dark)")
    assert in_light.endswith(f"{light.accent.hex};--on-accent:{light.on_accent.hex}}}")
    assert f"{dark.accent.hex};--on-accent:{dark.on_accent.hex}" in in_dark
    assert served(theirs, address_of(theirs, "icon.svg")).text == "<svg>mine</svg>"


def test_the_welcome_and_the_footer_are_markdown_without_markup(
    make_app: Callable[..., Flask],
) -> None:
    browser = make_app(
        welcome="Hello <b>\n\nI know *all*.",
        footer="By [us](https://us.example) <img src=x>",
        starters=("How is tea made?",),
    ).test_client()

    page = browser.get("/").text

    assert '<h1 dir="auto">Hello &lt;b&gt;</h1>' in page
    assert '<p dir="auto">I know <em>all</em>.</p>' in page
    assert '<a href="https://us.example" target="_blank"' in page.split("How is tea made?")[-1]
    assert "&lt;img" in page
    assert "<img" not in page


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_without_settings_there_is_nothing_of_it(path: str, app: Flask) -> None:
    page = app.test_client().get(path).text

    assert ">webchat</" in page
    for trace in ("site-logo", "site-footer", "introduction"):
        assert trace not in page
