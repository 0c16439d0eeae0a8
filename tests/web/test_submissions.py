from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person

HTMX = {"HX-Request": "true"}


def send(person: Person, session_id: str, text: str, submission: str, **headers: str) -> Any:
    data = {"content": text, "submission": submission}
    return person.browser.post(f"/sessions/{session_id}/messages", data=data, headers=headers)


def sent_texts(upstream: ScriptedUpstream, session_id: str) -> list[str]:
    events = upstream.events[session_id]
    return [event["data"]["parts"][0]["content"] for event in events if event["source"] == "user"]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_form_that_comes_twice_is_sent_once(
    headers: dict[str, str], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()

    first = send(ada, session_id, "Hello", "one", **headers)
    second = send(ada, session_id, "Hello", "one", **headers)

    assert first.status_code == second.status_code == (200 if headers else 303)
    assert sent_texts(upstream, session_id) == ["Hello"]


def test_a_double_click_on_the_first_message_makes_one_session(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    ada.browser.get("/")

    def click(_: int) -> str:
        browser = ada.browser.application.test_client()
        cookie = ada.browser.get_cookie("webchat_guest")
        assert cookie is not None
        browser.set_cookie("webchat_guest", cookie.value)
        data = {"content": "Hello", "submission": "one"}
        return browser.post("/sessions", data=data).location

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(click, range(2))

    assert first == second
    (session_id,) = upstream.sessions
    assert sent_texts(upstream, session_id) == ["Hello"]


def test_a_text_that_was_changed_is_another_message(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    send(ada, session_id, "Helo", "one")
    upstream.next_reply()
    ada.browser.post(f"/sessions/{session_id}/stop")

    send(ada, session_id, "Hello", "one")

    assert sent_texts(upstream, session_id) == ["Helo", "Hello"]


def test_a_message_that_was_refused_can_be_sent_again(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    path = f"/api/sessions/{session_id}/events/stream"
    upstream.answers["POST", path] = (500, {"detail": "broken"})
    refused = send(ada, session_id, "Hello", "one")
    del upstream.answers["POST", path]

    assert 'name="submission" value="one"' in refused.text, "it is the same message still"
    assert send(ada, session_id, "Hello", "one").status_code == 303
    assert sent_texts(upstream, session_id) == ["Hello"]


def test_every_page_gives_its_form_an_id_of_its_own(ada: Person) -> None:
    pages = [ada.browser.get("/").text for _ in range(2)]

    found = [re.findall(r'name="submission" value="([^"]{16,})"', page) for page in pages]

    assert [len(ids) for ids in found] == [1, 1]
    assert found[0] != found[1]


def test_a_form_waits_for_as_long_as_an_answer_may_take(make_app: Callable[..., Flask]) -> None:
    app = make_app(connect_timeout=30.0, answer_timeout=60.0)

    page = app.test_client().get("/").text

    patience = re.findall(r'data-patience-seconds="([^"]+)"', page)
    assert [float(seconds) for seconds in patience] == [5 * (30 + 60) + 10]


def test_a_journal_that_is_gone_stops_no_message(
    upstream: ScriptedUpstream, ada: Person, tmp_path: Any
) -> None:
    session_id = ada.open_session()
    database = create_engine(f"sqlite:///{tmp_path / 'webchat.db'}")
    with database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE webchat_submissions")
        connection.exec_driver_sql("DROP TABLE webchat_replies")
    database.dispose()

    assert send(ada, session_id, "Hello", "one").status_code == 303
    assert upstream.next_reply().text == "Hello"
    assert "Hello" in ada.browser.get(f"/sessions/{session_id}").text
