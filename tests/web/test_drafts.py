from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from markupsafe import escape

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import MESSAGE_LIMIT, Person
from webchat.web import problem_pages, problems

REFRESH = '<meta http-equiv="refresh"'
DRAFT = ">a draft</textarea>"


def submit(person: Person, path: str, **fields: str) -> Any:
    """Send the form as the page without JavaScript does, with all that is in it."""
    form = {"content": "a draft", **fields}
    answer = person.browser.post(path, data=form)
    if answer.status_code == 307:
        return person.browser.post(answer.location, data=form)
    return person.browser.get(answer.location) if answer.status_code == 303 else answer


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(submission)" value="([^"]+)">', page)[:1])


def turn_to_ask_again(page: str) -> str:
    return re.findall(r'name="again" value="([^"]+)"', page)[-1]


def test_stop_gives_back_what_was_typed(upstream: ScriptedUpstream, ada: Person) -> None:
    session_id = ada.open_session("Hello")
    upstream.next_reply()

    page = submit(ada, f"/sessions/{session_id}/stop")

    assert (page.status_code, page.request.path) == (200, f"/sessions/{session_id}")
    assert 'data-state="stopped"' in page.text
    assert DRAFT in page.text


def test_what_has_been_written_since_is_shown_beside_what_was_typed(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("Hello")
    upstream.next_reply()

    page = submit(ada, f"/sessions/{session_id}")

    assert DRAFT in page.text
    assert REFRESH not in page.text
    assert f'formaction="/sessions/{session_id}#end"' in page.text


@pytest.mark.parametrize("content", ["a draft", ""])
def test_a_page_that_was_asked_for_by_a_button_waits_to_be_asked(
    content: str, upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("Hello")
    upstream.next_reply()

    page = submit(ada, f"/sessions/{session_id}", content=content)

    assert REFRESH not in page.text
    assert REFRESH in ada.browser.get(f"/sessions/{session_id}").text


def test_a_draft_outlives_asking_again_as_often_as_one_likes(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("What is tea?")
    path = f"/sessions/{session_id}"
    page = ada.browser.get(path).text

    for _ in range(3):
        assert upstream.next_reply().text == "What is tea?"
        page = submit(ada, f"{path}/stop", **hidden_fields(page)).text
        again = {**hidden_fields(page), "again": turn_to_ask_again(page)}
        page = submit(ada, f"{path}/messages", **again).text
        assert DRAFT in page

    assert upstream.next_reply().text == "What is tea?"


def test_a_draft_outlives_asking_again_while_a_reply_runs(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("What is tea?")
    upstream.next_reply()
    page = submit(ada, f"/sessions/{session_id}/stop").text
    ada.send(session_id, "And coffee?")

    refused = submit(ada, f"/sessions/{session_id}/messages", again=turn_to_ask_again(page))

    assert refused.status_code == 409
    assert problems.RUNNING in refused.text
    assert DRAFT in refused.text


def test_a_draft_outlives_a_stop_that_failed(upstream: ScriptedUpstream, ada: Person) -> None:
    session_id = ada.open_session("Hello")
    upstream.answers["GET", f"/api/sessions/{session_id}"] = (500, {"detail": "broken"})

    page = submit(ada, f"/sessions/{session_id}/stop")

    assert problem_pages.NOT_SENT in page.text
    assert DRAFT in page.text
    assert f'action="/sessions/{session_id}/messages"' in page.text


def test_a_message_to_edit_comes_back_exactly_as_it_was_sent(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    text = "\n<b>What</b>\n\n  is tea?"
    session_id = ada.open_session(text)
    upstream.next_reply()
    turn = turn_to_ask_again(submit(ada, f"/sessions/{session_id}/stop").text)

    page = ada.browser.get(f"/sessions/{session_id}?edit={turn}").text

    # A parser drops the first line feed of a textarea.
    assert f">\n{escape(text)}</textarea>" in page
    assert re.search(r'id="edit"[^>]*><p>[^<]+</p>\s*<a [^>]*href="/sessions/\w+">', page)


def test_only_own_messages_can_be_edited(
    upstream: ScriptedUpstream, ada: Person, bob: Person
) -> None:
    session_id = ada.open_session("What is tea?")
    upstream.next_reply()
    turn = turn_to_ask_again(submit(ada, f"/sessions/{session_id}/stop").text)

    assert bob.browser.get(f"/sessions/{session_id}?edit={turn}").status_code == 404
    assert ada.browser.get(f"/sessions/{session_id}?edit=turn-0").status_code == 404


def test_an_address_offers_a_text_to_begin_with_as_long_as_one_can_be_sent(ada: Person) -> None:
    session_id = ada.open_session()
    offered = "a" * MESSAGE_LIMIT

    for path in ("/", f"/sessions/{session_id}"):
        page = ada.browser.get(path, query_string={"content": f"{offered}b"}).text
        assert f">{offered}</textarea>" in page


def test_a_page_with_a_text_in_it_does_not_load_itself_anew(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("Hello")
    upstream.next_reply()

    assert REFRESH not in ada.browser.get(f"/sessions/{session_id}?content=tea").text


def test_starters_are_links_to_a_text_that_can_be_changed(make_app: Callable[..., Flask]) -> None:
    ada = Person(make_app(starters=("Tea & coffee?",)).test_client())
    session_id = ada.open_session()

    for path in ("/", f"/sessions/{session_id}"):
        page = ada.browser.get(path).text
        assert f'href="{path}?content=Tea+%26+coffee?"' in page
