from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.web import problem_pages, problems

NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def stranded(make_app: Callable[..., Flask]) -> FlaskClient:
    """Give a browser on a site whose upstream is down."""
    return make_app(sessions_api_url=NOWHERE).test_client()


@pytest.mark.parametrize("path", ["/", "/sessions/session000", "/sessions/session000?a=%22"])
def test_a_page_without_its_upstream_says_so_once_and_can_be_tried_again(
    path: str, stranded: FlaskClient
) -> None:
    answer = stranded.get(path)

    assert answer.status_code == 502
    assert f"<h1>{problems.CANNOT_REACH}</h1>" in answer.text
    assert answer.text.partition("<body>")[2].count("reached") == 1
    assert f"<p>{problem_pages.NOT_LOST}</p>" in answer.text
    assert "sent" not in answer.text
    assert f'href="{path}">{problem_pages.TRY_AGAIN}</a>' in answer.text
    assert problem_pages.START_AGAIN not in answer.text


def test_a_page_whose_upstream_has_a_problem_says_what_is_kept_and_what_to_do(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    upstream.answers["GET", "/api/agents"] = (500, {"detail": "broken"})

    answer = ada.browser.get("/")

    assert answer.status_code == 502
    assert f"<h1>{problems.HAS_PROBLEM}</h1>" in answer.text
    assert f"<p>{problem_pages.NOT_CHANGED}</p>" in answer.text
    assert f'href="/">{problem_pages.TRY_AGAIN}</a>' in answer.text


@pytest.mark.parametrize("path", ["/nowhere", "/sessions/unknown000"])
def test_a_page_that_is_not_there_leads_to_a_new_chat_and_to_all(path: str, ada: Person) -> None:
    answer = ada.browser.get(path)

    assert answer.status_code == 404
    assert f'href="/">{problem_pages.START_AGAIN}</a>' in answer.text
    assert 'href="/sessions">All chats</a>' in answer.text


def test_a_stop_that_fails_leads_back_to_the_chat(upstream: ScriptedUpstream, ada: Person) -> None:
    session_id = ada.open_session()
    upstream.answers["GET", f"/api/sessions/{session_id}"] = (500, {"detail": "broken"})

    answer = ada.browser.post(f"/sessions/{session_id}/stop")

    assert answer.status_code == 502
    assert f'href="/sessions/{session_id}">{problem_pages.BACK}</a>' in answer.text


def test_a_text_that_could_not_be_sent_comes_back_with_what_was_wrong(
    stranded: FlaskClient,
) -> None:
    answer = stranded.post("/sessions/session000/messages", data={"content": "Keep me"})

    assert answer.status_code == 502
    assert f"<h1>{problem_pages.NOT_SENT}</h1>" in answer.text
    assert problems.UNREACHABLE in answer.text
    assert ">Keep me</textarea>" in answer.text
