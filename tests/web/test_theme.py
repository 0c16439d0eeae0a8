from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.web.theme import NO_THEME


def choose(browser: FlaskClient, theme: str, back: str = "/", **headers: str):  # type: ignore[no-untyped-def]  # werkzeug's test response
    return browser.post("/theme", data={"theme": theme, "back": back}, headers=headers)


def test_a_theme_is_remembered_and_drawn_by_the_server(ada: Person) -> None:
    assert 'data-theme="system"' in ada.browser.get("/").text

    answer = choose(ada.browser, "dark")
    page = ada.browser.get("/").text

    assert answer.status_code == 303
    assert "Max-Age=31536000" in answer.headers["Set-Cookie"]
    assert 'data-theme="dark"' in page
    assert '<meta name="color-scheme" content="dark">' in page
    assert 'value="dark" title="Dark" aria-pressed="true"' in page


@pytest.mark.parametrize("theme", ["", "sepia", 'dark" onload="'])
def test_a_theme_that_is_none_is_refused_and_one_in_a_cookie_ignored(
    theme: str, ada: Person
) -> None:
    refused = choose(ada.browser, theme)

    assert refused.status_code == 400
    assert NO_THEME in refused.text
    assert ada.browser.get_cookie("webchat_theme") is None

    ada.browser.set_cookie("webchat_theme", theme)

    assert 'data-theme="system"' in ada.browser.get("/").text


def test_a_script_needs_no_page(ada: Person) -> None:
    answer = choose(ada.browser, "light", **{"HX-Request": "true"})

    assert (answer.status_code, answer.text) == (204, "")
    assert 'data-theme="light"' in ada.browser.get("/").text


def test_one_is_led_back_to_the_page_one_was_on(upstream: ScriptedUpstream, ada: Person) -> None:
    path = f"/sessions/{ada.open_session()}"
    page = ada.browser.get(f"{path}?at=1&b=%22").text

    assert f'name="back" value="{path}?at=1&amp;b=%22"' in page
    assert choose(ada.browser, "dark", f"{path}?at=1&b=%22").location == f"{path}?at=1&b=%22"
    refused = ada.browser.post(f"{path}/messages", data={"content": " "}).text
    assert f'name="back" value="{path}"' in refused


@pytest.mark.parametrize(
    "back",
    [
        "",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "//elsewhere.example/sessions/x",
        "/\\elsewhere.example",
        "\\\\elsewhere.example",
        "/%2Felsewhere.example",
        "javascript:alert(1)",
        "/theme",
        "/nowhere",
    ],
)
def test_nobody_is_led_to_another_site(back: str, ada: Person) -> None:
    assert choose(ada.browser, "dark", back).location == "/"
