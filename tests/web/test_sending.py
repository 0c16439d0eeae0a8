from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.fixtures import MESSAGE_LIMIT, Person
from webchat.web import problem_pages, problems
from webchat.web.services import EXTENSION_NAME

HTMX = {"HX-Request": "true"}


def end_reply(app: Flask, upstream: ScriptedUpstream, session_id: str) -> None:
    reply = upstream.next_reply()
    reply.say("Answered: ", reply.text)
    upstream.store_reply(reply)
    reply.end()
    channel = app.extensions[EXTENSION_NAME].hub.channel(session_id)
    assert channel.wait_for_end(PATIENCE_SECONDS)


def test_a_message_is_answered_and_both_are_on_the_page(
    app: Flask, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()

    answer: Any = ada.send(session_id, "Hello\r\nthere")
    end_reply(app, upstream, session_id)
    page = ada.browser.get(answer.location).text

    assert answer.status_code == 303
    assert "Hello\nthere" in page
    assert "Answered: Hello" in page
    assert 'data-state="done"' in page


def test_the_first_message_creates_its_session(
    app: Flask, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("Tell me about tea\nplease")
    end_reply(app, upstream, session_id)

    page = ada.browser.get(f"/sessions/{session_id}").text

    assert "<title>Tell me about tea · webchat</title>" in page
    assert "Answered: Tell me about tea\nplease" in page


def test_a_reply_in_progress_is_on_the_page_as_far_as_it_is(
    app: Flask, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("Hello")
    channel = app.extensions[EXTENSION_NAME].hub.channel(session_id)
    position = channel.position
    upstream.next_reply().say("So far")
    assert channel.wait_for_news(position, PATIENCE_SECONDS)

    page = ada.browser.get(f"/sessions/{session_id}").text

    assert "So far" in page
    assert 'data-state="streaming"' in page
    assert ">Stop</button>" in page
    assert '<meta http-equiv="refresh"' in page, "without JavaScript the page follows by itself"


def test_with_htmx_a_message_is_accepted_without_a_new_page(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()

    answer: Any = ada.send(session_id, "Hello", **HTMX)

    assert (answer.status_code, answer.text.strip()) == (200, "")
    assert upstream.next_reply().text == "Hello"


EMPTY = (422, problems.EMPTY)
LONG = (413, "Your message has 51 characters; 50 can be sent at once.")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("", EMPTY), (" \n\t ", EMPTY), ("x" * (MESSAGE_LIMIT + 1), LONG)],
)
def test_what_cannot_be_sent_comes_back_with_the_reason(
    text: str, expected: tuple[int, str], headers: dict[str, str], ada: Person
) -> None:
    session_id = ada.open_session()

    answer: Any = ada.send(session_id, text, **headers)

    assert answer.status_code == expected[0]
    assert expected[1] in answer.text
    if not headers:
        assert f">{text}</textarea>" in answer.text


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_chat_does_not_begin_with_an_empty_message(
    text: str, upstream: ScriptedUpstream, ada: Person
) -> None:
    upstream.agents = [*upstream.agents, {**upstream.agents[0], "id": "agent00002", "name": "Two"}]

    answer = ada.browser.post("/sessions", data={"content": text, "agent_id": "agent00002"})

    assert answer.status_code == 422
    assert problems.EMPTY in answer.text
    assert 'value="agent00002" checked>' in answer.text
    assert not upstream.sessions


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_second_message_waits_for_the_first_reply(
    headers: dict[str, str], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("First")
    upstream.next_reply()

    answer: Any = ada.send(session_id, "Second", **headers)

    assert answer.status_code == 409
    assert problems.RUNNING in answer.text
    assert headers or ">Second</textarea>" in answer.text


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        ((500, {"detail": "boom"}), 502, problems.BROKEN),
        ((503, {"detail": "boom"}), 502, problems.BROKEN),
        ((400, {"detail": "no"}), 502, problems.REFUSED),
        ((409, {"detail": "busy"}), 409, problems.RUNNING),
    ],
)
def test_an_upstream_that_refuses_a_message_is_told_in_words(
    given: tuple[int, Any], status: int, sentence: str, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    upstream.answers["POST", f"/api/sessions/{session_id}/events/stream"] = given

    answer: Any = ada.send(session_id, "Keep me")

    assert answer.status_code == status
    assert sentence in answer.text
    assert ">Keep me</textarea>" in answer.text


def test_an_upstream_that_is_down_is_told_in_words(make_app: Callable[..., Flask]) -> None:
    browser = make_app(sessions_api_url="http://127.0.0.1:9").test_client()

    sent = browser.post("/sessions", data={"content": "Keep me", "agent_id": "agent00001"})

    assert sent.status_code == 502
    assert problems.UNREACHABLE in sent.text
    assert ">Keep me</textarea>" in sent.text


def test_a_body_of_megabytes_is_refused_unread(ada: Person) -> None:
    session_id = ada.open_session()

    answer: Any = ada.send(session_id, "x" * 5_000_000)

    assert answer.status_code == 413
    assert problem_pages.PAGES[413][1] in answer.text


def test_stop_ends_the_reply_and_keeps_what_arrived(
    app: Flask, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("Hello")
    channel = app.extensions[EXTENSION_NAME].hub.channel(session_id)
    position = channel.position
    upstream.next_reply().say("Half")
    assert channel.wait_for_news(position, PATIENCE_SECONDS)

    answer = ada.browser.post(f"/sessions/{session_id}/stop")
    page = ada.browser.get(answer.location).text

    assert answer.status_code == 303
    assert "Half" in page
    assert 'data-state="stopped"' in page
    assert ada.browser.post(f"/sessions/{session_id}/stop").status_code == 303, "twice is no harm"


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
def test_a_stopped_message_is_asked_again_with_one_click(
    headers: dict[str, str], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("What is tea?")
    upstream.next_reply()
    ada.browser.post(f"/sessions/{session_id}/stop")
    page = ada.browser.get(f"/sessions/{session_id}").text
    button = re.search(r'form="composer" name="again" value="([^"]+)"', page)
    assert button is not None

    ada.browser.post(f"/sessions/{session_id}/messages", data={"again": button[1]}, headers=headers)

    assert upstream.next_reply().text == "What is tea?"


def test_a_turn_that_is_not_there_cannot_be_asked_again(ada: Person) -> None:
    session_id = ada.open_session()

    answer = ada.browser.post(f"/sessions/{session_id}/messages", data={"again": "turn-0"})

    assert answer.status_code == 404
