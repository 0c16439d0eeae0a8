from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.fixtures import Person
from webchat.conversation import Reply, Turn, UserMessage
from webchat.web import problem_pages, problems, state
from webchat.web.services import EXTENSION_NAME

ANY_TURN = Turn("RID(any)", UserMessage("Hello"), Reply())
REFRESH = '<meta http-equiv="refresh"'


def channel_of(app: Flask, session_id: str) -> Any:
    return app.extensions[EXTENSION_NAME].hub.channel(session_id)


def test_without_javascript_a_refused_text_is_not_refreshed_away(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("First")
    upstream.next_reply()

    refused: Any = ada.send(session_id, "Second")
    followed = ada.browser.get(f"/sessions/{session_id}")

    assert REFRESH not in refused.text
    assert f"url=/sessions/{session_id}" in followed.text


def test_a_turn_whose_id_was_learnt_late_is_shown_once(
    app: Flask, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    events = "GET", f"/api/sessions/{session_id}/events"
    upstream.answers[events] = (500, {"detail": "broken"})
    ada.send(session_id, "Just once")
    del upstream.answers[events]
    reply = upstream.next_reply()
    channel = channel_of(app, session_id)
    position = channel.position
    reply.say("Answer")
    assert channel.wait_for_news(position, PATIENCE_SECONDS)

    running = ada.browser.get(f"/sessions/{session_id}").text
    upstream.store_reply(reply)
    reply.end()
    assert channel.wait_for_end(PATIENCE_SECONDS)
    ended = ada.browser.get(f"/sessions/{session_id}").text

    for page in (running, ended):
        assert page.count('data-source="user"') == 1
        assert "Answer" in page


def test_a_page_loaded_while_a_message_is_accepted_leaves_it_to_the_socket(
    app: Flask,
    upstream: ScriptedUpstream,
    ada: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(state, "STARTING_SECONDS", 0.0)
    session_id = ada.open_session()
    channel = channel_of(app, session_id)
    channel.claim()
    upstream.begin_reply(session_id, "On its way")

    page = ada.browser.get(f"/sessions/{session_id}").text

    assert "On its way" not in page
    channel.release()
    assert "On its way" in ada.browser.get(f"/sessions/{session_id}").text


def test_a_stop_counts_while_the_reply_is_being_started(app: Flask, ada: Person) -> None:
    channel = channel_of(app, ada.open_session())
    stopped: list[bool] = []
    channel.claim()

    assert channel.stop()
    channel.begin(ANY_TURN, lambda: stopped.append(True))

    assert stopped == [True]


def test_a_first_message_that_may_have_arrived_is_shown_in_its_session(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    path = "/api/sessions/session000/events/stream"
    upstream.answers["POST", path] = (500, {"detail": "broken"})

    answer = ada.browser.post("/sessions", data={"content": "Keep me"})

    assert answer.status_code == 502
    assert problems.BROKEN in answer.text
    assert 'action="/sessions/session000/messages"' in answer.text
    assert ">Keep me</textarea>" in answer.text


def test_only_our_own_answers_are_marked_for_the_page(ada: Person) -> None:
    session_id = ada.open_session()

    refused: Any = ada.send(session_id, "", **{"HX-Request": "true"})

    assert refused.headers["HX-Reswap"] == "innerHTML"


@pytest.mark.parametrize("path", ["/sessions/.", "/sessions/..", "/sessions/%00"])
def test_an_id_that_cannot_be_one_is_not_found(path: str, ada: Person) -> None:
    assert ada.browser.get(path).status_code == 404


def test_an_origin_that_is_none_is_refused(ada: Person) -> None:
    answer: Any = ada.send(ada.open_session(), "Hello", Origin="http://[")

    assert answer.status_code == 403


def test_a_form_of_too_many_fields_is_refused_in_words(ada: Person) -> None:
    fields = {f"field{number}": "x" for number in range(1_100)}

    answer = ada.browser.post("/sessions", data=fields, content_type="multipart/form-data")

    assert answer.status_code == 413
    assert problem_pages.PAGES[413][1] in answer.text


def test_two_messages_at_once_give_one_reply(
    make_app: Callable[..., Flask], upstream: ScriptedUpstream
) -> None:
    app = make_app()
    person = Person(app.test_client())
    session_id = person.open_session()
    cookie = person.browser.get_cookie("webchat_guest")
    assert cookie is not None

    def send() -> int:
        browser = app.test_client()
        browser.set_cookie("webchat_guest", cookie.value)
        answer: Any = Person(browser).send(session_id, "Hello")
        return int(answer.status_code)

    with ThreadPoolExecutor(2) as pool:
        statuses = sorted(future.result() for future in [pool.submit(send), pool.submit(send)])

    assert statuses == [303, 409]
    upstream.next_reply().end()
