from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests.test_architecture import PACKAGE
from webchat.web import languages
from webchat.web.styleguide import COMPOSERS, PROBLEM_PAGES, WITHOUT_SCRIPT, left_by_script

TEMPLATES = PACKAGE.parent / "templates"
# What belongs to an answer to a script, or to what is not a state.
ELSEWHERE = {"sessions/_announcement.html", "sessions/_stream.html"}


@pytest.fixture
def development(make_app: Callable[..., Flask]) -> Flask:
    return make_app(development=True, starters=("What is tea?",), message_limit_characters=100)


def test_every_partial_is_shown(development: Flask) -> None:
    browser = development.test_client()
    for state in (*COMPOSERS, *PROBLEM_PAGES):
        answer = browser.get(f"/styleguide/{state}", follow_redirects=True)
        assert answer.status_code == 200

    environments = [development.jinja_env, languages.environment(development, "en")]
    drawn = {name for environment in environments for _, name in environment.cache or {}}
    partials = {str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("_*.html")}
    assert partials - drawn - ELSEWHERE == set()
    assert partials >= ELSEWHERE


@pytest.mark.parametrize(
    "trace",
    [
        'class="site-logo"',
        'jump" type="button" data-news=""',
        'data-news="writing"',
        'data-news="reply"',
        'data-news="many"',
        '<a class="button jump"',
        'data-copy="done"',
        'data-copy="failed"',
        'class="button htmx-request"',
        '">The earlier messages could not be loaded',
        "The conversation begins here.",
        "No chat has a title with these words.",
        "No chats yet.",
        "Your chats cannot be listed at the moment.",
        "is being answered",
        'class="tool-figures"',
        '<code id="sample-plain">',
    ],
)
def test_what_scripts_and_settings_make_of_a_part_is_shown(trace: str, development: Flask) -> None:
    assert trace in development.test_client().get("/styleguide").text


@pytest.mark.parametrize("state", WITHOUT_SCRIPT)
def test_a_reply_in_progress_is_shown_as_without_a_script(state: str, development: Flask) -> None:
    page = development.test_client().get(f"/styleguide/{state}").text

    assert "noscript" in page
    assert ("The page follows by itself." in page) == (state == "followed")
    assert ("Show what has been written since" in page) == (state == "unfollowed")


@pytest.mark.parametrize("state", PROBLEM_PAGES)
def test_a_problem_is_shown_as_the_page_that_it_is(state: str, development: Flask) -> None:
    page = development.test_client().get(f"/styleguide/{state}").text

    assert '<main class="welcome">' in page
    assert ("Your text is kept:" in page) == (state == "kept")


def test_a_state_that_a_script_cannot_have_made_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no 'hidden' in '<b></b>'"):
        left_by_script("<b></b>", {"hidden": ""})


def test_a_state_that_there_is_not_is_not_found(development: Flask) -> None:
    assert development.test_client().get("/styleguide/elsewhere").status_code == 404


def test_without_development_there_is_no_style_guide(app: Flask) -> None:
    assert app.test_client().get("/styleguide").status_code == 404
