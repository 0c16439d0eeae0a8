"""A reply that another process writes, where the two share no more than a data folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.deadline import wait_until
from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.web import problems

STREAMING = 'data-state="streaming"'
HTMX = {"HX-Request": "true"}


@pytest.fixture
def elsewhere(make_app: Callable[..., Flask], ada: Person) -> Person:
    """Ada, with the same browser at a second process."""
    ada.browser.get("/")
    cookie = ada.browser.get_cookie("webchat_guest")
    assert cookie is not None
    browser = make_app().test_client()
    browser.set_cookie("webchat_guest", cookie.value)
    return Person(browser)


@pytest.fixture
def session_id(ada: Person, elsewhere: Person) -> Iterator[str]:
    """A session whose reply the first process reads; the second knows of its end at last."""
    session_id = ada.open_session("Hello")
    yield session_id
    stop(ada, session_id)
    wait_until(lambda: not shows_running(elsewhere, session_id))


def stop(person: Person, session_id: str, **headers: str) -> Any:
    path = f"/sessions/{session_id}/stop"
    return person.browser.post(path, data={"content": "a draft"}, headers=headers)


def shows_running(person: Person, session_id: str) -> bool:
    return STREAMING in person.browser.get(f"/sessions/{session_id}").text


@pytest.mark.parametrize("is_page_drawn_there", [True, False])
def test_a_notice_says_that_a_reply_could_not_be_stopped(
    is_page_drawn_there: bool,
    session_id: str,
    upstream: ScriptedUpstream,
    ada: Person,
    elsewhere: Person,
) -> None:
    reply = upstream.next_reply()
    if is_page_drawn_there:
        assert shows_running(elsewhere, session_id)

    refused = stop(elsewhere, session_id, **HTMX)

    assert refused.status_code == 503
    assert refused.text == f'<p class="problem">{problems.NOT_STOPPED}</p>'
    assert refused.headers["Retry-After"] == str(problems.RETRY_AFTER_SECONDS)
    assert refused.headers["HX-Reswap"] == "innerHTML"
    assert not reply.reader_left.is_set()
    assert stop(ada, session_id, **HTMX).status_code == 204


def test_a_page_says_so_too_and_keeps_what_was_typed(session_id: str, elsewhere: Person) -> None:
    refused = stop(elsewhere, session_id)

    assert refused.status_code == 503
    assert f'<p class="problem">{problems.NOT_STOPPED}</p>' in refused.text
    assert "a draft</textarea>" in refused.text
    assert STREAMING in refused.text
    assert f'formaction="/sessions/{session_id}/stop"' in refused.text


@pytest.mark.parametrize(("headers", "status"), [({}, 307), (HTMX, 204)], ids=["page", "htmx"])
def test_a_reply_that_has_ended_meanwhile_is_no_problem(
    headers: dict[str, str],
    status: int,
    session_id: str,
    upstream: ScriptedUpstream,
    ada: Person,
    elsewhere: Person,
) -> None:
    reply = upstream.next_reply()
    assert shows_running(elsewhere, session_id)
    upstream.store_reply(reply)
    reply.end()
    wait_until(lambda: not shows_running(ada, session_id))

    assert stop(elsewhere, session_id, **headers).status_code == status
