from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.test_architecture import PACKAGE
from webchat.web import languages
from webchat.web.styleguide import COMPOSERS

TEMPLATES = PACKAGE.parent / "templates"
# What belongs to an answer to a script, to a page without one, or to what is not a state.
ELSEWHERE = {
    "sessions/_announcement.html",
    "sessions/_found.html",
    "sessions/_stream.html",
    "sessions/_without_script.html",
    "parts/_plain.html",
}


@pytest.fixture
def development(make_app: Callable[..., Flask]) -> Flask:
    return make_app(development=True, starters=("What is tea?",), message_limit_characters=100)


def test_every_partial_is_shown(development: Flask) -> None:
    browser = development.test_client()
    for composer in COMPOSERS:
        answer = browser.get(f"/styleguide/{composer}", follow_redirects=True)
        assert answer.status_code == 200

    environments = [development.jinja_env, languages.environment(development, "en")]
    drawn = {name for environment in environments for _, name in environment.cache or {}}
    partials = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("_*.html")}
    assert partials - drawn - ELSEWHERE == set()
    assert partials >= ELSEWHERE


def test_a_state_that_there_is_not_is_not_found(development: Flask) -> None:
    assert development.test_client().get("/styleguide/elsewhere").status_code == 404


def test_without_development_there_is_no_style_guide(app: Flask) -> None:
    assert app.test_client().get("/styleguide").status_code == 404
