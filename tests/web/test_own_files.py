from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask

from tests.web.assets import address_of, served
from webchat.errors import ConfigurationError
from webchat.resources import resource_folder

LINKED_STYLE = re.compile('<link rel="stylesheet" href="(.*?)">')
DEFERRED_SCRIPT = re.compile('<script src="(.*?)" defer>')


def joined(app: Flask) -> tuple[str, str]:
    """Give our styles and our scripts, as they are served."""
    styles, scripts = (served(app, address_of(app, name)).text for name in ("app.css", "app.js"))
    return styles, scripts


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def test_a_template_wins_over_ours_and_can_extend_and_include_it(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = write(
        tmp_path / "own",
        **{
            "base.html": '{% extends "webchat/base.html" %}{% block title %}Mine{% endblock %}',
            "site/_name.html": '<b>Mine</b>{% include "webchat/site/_name.html" %}',
        },
    )

    page = make_app(templates=own).test_client().get("/").text

    assert "<title>Mine</title>" in page
    assert re.search(r'<b>Mine</b>\s*<a class="site-name"', page)
    assert 'id="composer"' in page


def test_a_template_of_an_ending_can_extend_ours(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    name = "replies/_ending.html"
    own = write(tmp_path / "own", **{name: f'{{% extends "webchat/{name}" %}}'})

    assert make_app(templates=own).test_client().get("/").status_code == 200


def test_a_template_of_a_message_wins_too(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    own = write(tmp_path / "own", **{"messages/_message.html": "<article>mine</article>"})
    browser = make_app(templates=own).test_client()
    session_id = browser.post("/sessions", data={"content": "Hello"}).location.rpartition("/")[2]

    assert "<article>mine</article>" in browser.get(f"/sessions/{session_id}").text


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("one\n{% if %}", "line 2: .*"),
        ("{{ name|shout }}", "line 1: No filter named 'shout'."),
        ('{% extends "webchat/bass.html" %}', "there is no template webchat/bass.html"),
        ('{% include "nowhere.html" %}', "there is no template nowhere.html"),
    ],
)
def test_a_broken_template_ends_the_start_with_its_name(
    source: str, problem: str, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = write(tmp_path / "own", **{"site/_name.html": source})

    with pytest.raises(ConfigurationError) as raised:
        make_app(templates=own)

    told = rf"WEBCHAT_TEMPLATES: {re.escape(str(own / 'site/_name.html'))}: {problem}"
    assert re.fullmatch(told, str(raised.value))


@pytest.mark.parametrize(
    ("naming", "useless"),
    [
        ('{% import "mine/words.html" as words %}{% include ["no.html", "mine/_part.html"] %}', 1),
        ('{% include "mine/" ~ site.name ~ ".html" ignore missing %}', 0),  # may be any
    ],
)
def test_a_template_that_nothing_can_use_is_told_by_its_name(
    naming: str,
    useless: int,
    make_app: Callable[..., Flask],
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    names = ("site/_nmae.html", "mine/words.html", "mine/_part.html", "tools/weather.html")
    own = write(tmp_path / "own", **{**dict.fromkeys(names, ""), "site/_name.html": naming})

    make_app(templates=own)

    assert caplog.text.count("is of no use") == useless
    assert caplog.text.count(f"WEBCHAT_TEMPLATES: {own / names[0]} is of no use") == useless


def test_what_may_be_missing_is_not_missed(make_app: Callable[..., Flask], tmp_path: Path) -> None:
    own = write(
        tmp_path / "own", **{"site/_name.html": '{% include "no.html" ignore missing %}Mine'}
    )

    assert "Mine" in make_app(templates=own).test_client().get("/").text


def test_styles_and_scripts_take_the_place_of_ours_or_come_after_in_files_of_their_own(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = write(
        tmp_path / "own",
        **{
            "css/code.css": ".my-code { color: red }",
            "css/a_new.css": "/* my own */",
            "js/follow.js": "const myFollowing = 1;",
            "js/a_new.js": "const mine = 1; // the end",
            "vendor/others.js": "var theirs = 1;",
        },
    )
    app = make_app(static=own, accent="teal")

    styles, scripts = joined(app)
    page = app.test_client().get("/").text

    assert LINKED_STYLE.findall(page) == [address_of(app, "app.css"), address_of(app, "own.css")]
    assert DEFERRED_SCRIPT.findall(page) == [address_of(app, "app.js"), address_of(app, "own.js")]
    styles_of_ours, scripts_of_ours = joined(make_app(accent="teal"))
    assert [".code figcaption{" in each for each in (styles_of_ours, styles)] == [True, False]
    assert styles.index(".my-code{") < styles.index(".transcript{")
    assert ["goToEnd" in each for each in (scripts_of_ours, scripts)] == [True, False]
    assert "const myFollowing=1;" in scripts
    assert served(app, address_of(app, "own.css")).text == "/* my own */"
    wrapped = "{\nconst mine = 1; // the end\n}"
    assert served(app, address_of(app, "own.js")).text == f"var theirs = 1;\n{wrapped}"


def test_what_is_broken_in_an_own_file_is_not_in_ours(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = write(tmp_path / "own", **{"css/mine.css": "a { b: {", "js/mine.js": "const = {"})

    assert joined(make_app(static=own, accent="teal")) == joined(make_app(accent="teal"))


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("css/code.css", b"a {}\n@media print { b { }\n", "line 2: the brace is not closed"),
        ("css/code.css", b"a {}\n}", "line 2: this brace closes nothing"),
        ("css/code.css", b"a {}\n/* {", "line 2: the comment is not closed"),
        ("css/code.css", b"a { content: '\xe9' }", "it is not in UTF-8"),
        ("js/follow.js", b"'\xe9'", "it is not in UTF-8"),
        ("icon.svg", b"\x89PNG\r\n", "it is no SVG"),
    ],
)
def test_what_cannot_take_the_place_of_ours_ends_the_start_with_its_name(
    name: str, content: bytes, problem: str, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = write(tmp_path / "own", **{name: ""})
    (own / name).write_bytes(content)

    with pytest.raises(ConfigurationError) as raised:
        make_app(static=own)

    assert str(raised.value) == f"WEBCHAT_STATIC: {own / name}: {problem}"


def test_braces_that_mean_nothing_are_not_counted(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    styles = r"""/* { */ a::before { content: "{\"{"; background: url(a{.png) } .\{b { c: '/*' }"""

    make_app(static=write(tmp_path / "own", **{"css/code.css": styles}))


def test_ours_are_served_without_their_comments(app: Flask) -> None:
    styles, scripts = joined(app)

    assert "/*" not in styles
    assert "// Offers the end" in (resource_folder("static") / "js/jump.js").read_text()
    assert "// Offers the end" not in scripts


def test_without_own_files_no_page_asks_for_them(app: Flask) -> None:
    page = app.test_client().get("/").text

    assert LINKED_STYLE.findall(page) == [address_of(app, "app.css")]
    assert DEFERRED_SCRIPT.findall(page) == [address_of(app, "app.js")]


def test_other_files_are_served_by_their_content_and_by_their_name(
    make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    own = write(
        tmp_path / "own",
        **{
            "icon.svg": "<svg>mine</svg>",
            "fonts/a.woff2": "letters",
            "css/letters.css": '@font-face { src: url("fonts/a.woff2"); }',
            ".hidden": "secret",
        },
    )
    app = make_app(static=own)

    address = address_of(app, "fonts/a.woff2")
    hashed, plain = served(app, address), served(app, "/static/fonts/a.woff2")

    assert re.fullmatch(r"/static/fonts/a-[0-9a-f]{12}\.woff2", address)
    assert hashed.text == plain.text == "letters"
    assert "immutable" in hashed.headers["Cache-Control"]
    assert "immutable" not in plain.headers["Cache-Control"]
    assert f'url("{address}")' in served(app, address_of(app, "own.css")).text
    assert served(app, address_of(app, "icon.svg")).text == "<svg>mine</svg>"
    assert served(app, "/static/.hidden").status_code == 404
    assert "font-src 'self'" in served(app, "/").headers["Content-Security-Policy"]


def test_a_file_that_is_not_there_is_told_by_its_name(app: Flask) -> None:
    with pytest.raises(FileNotFoundError, match=r"'team\.png'.*WEBCHAT_STATIC"):
        address_of(app, "team.png")


@pytest.mark.parametrize("name", ["templates", "static"])
def test_a_folder_that_is_not_there_is_refused_by_its_name(
    name: str, make_app: Callable[..., Flask], tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match=f"WEBCHAT_{name.upper()} must be a folder"):
        make_app(**{name: tmp_path / "nowhere"})
