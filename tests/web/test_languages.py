from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.errors import ConfigurationError
from webchat.web.languages import first_known


@pytest.mark.parametrize(
    ("accepted", "tag", "direction"),
    [
        ("", "en", "ltr"),
        ("fr, it;q=0.8", "en", "ltr"),
        ("de-AT, en;q=0.5", "de", "ltr"),
        ("en;q=0.5, es-MX", "es", "ltr"),
        ("zh-CN, zh;q=0.9, en;q=0.8", "zh-Hans", "ltr"),
        ("ar-EG", "ar", "rtl"),
        ("de;q=0, ar;q=0.1", "ar", "rtl"),
    ],
)
def test_a_page_speaks_the_first_language_of_the_browser_that_we_know(
    accepted: str, tag: str, direction: str, ada: Person
) -> None:
    answer = ada.browser.get("/", headers={"Accept-Language": accepted})

    assert f'<html lang="{tag}" dir="{direction}"' in answer.text
    assert answer.headers["Content-Language"] == tag
    assert "Accept-Language" in answer.headers["Vary"]


def test_the_same_language_elsewhere_does_only_where_there_is_no_better_one() -> None:
    assert first_known(["zh-Hans"]) == first_known(["ZH-hans-SG"]) == first_known(["zh"])
    assert first_known(["tlh"]) is None


def test_the_operator_may_choose_for_everyone(make_app: Callable[..., Flask]) -> None:
    browser = make_app(language="ar").test_client()

    assert 'lang="ar"' in browser.get("/", headers={"Accept-Language": "de"}).text


def test_a_language_without_a_catalogue_is_refused(make_app: Callable[..., Flask]) -> None:
    with pytest.raises(ConfigurationError, match="WEBCHAT_LANGUAGE must be one of en, ar, de"):
        make_app(language="tlh")


def test_keys_are_called_as_on_the_keyboards_of_the_language(ada: Person) -> None:
    german, spanish = (
        ada.browser.get("/", headers={"Accept-Language": tag}).text for tag in ("de", "es")
    )

    assert "<kbd>Strg Umschalt O</kbd>" in german
    assert "<kbd>Umschalt Eingabe</kbd>" in german
    assert "<kbd>Ctrl Mayús O</kbd>" in spanish
    assert "<kbd>Mayús Intro</kbd>" in spanish


def test_what_went_wrong_is_told_in_the_language_of_the_browser(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    german = {"Accept-Language": "de"}
    session_id = ada.open_session()

    too_long = ada.browser.post(
        f"/sessions/{session_id}/messages", data={"content": "x" * 1234}, headers=german
    )
    nowhere = ada.browser.get("/nowhere", headers=german)

    assert "1.234 Zeichen" in too_long.text
    assert "<h1>Nicht gefunden</h1>" in nowhere.text
