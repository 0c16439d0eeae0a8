"""A reply of which upstream has not stored all that it streamed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Flask

from tests.deadline import wait_until
from tests.servers.scripted_reply import CREATED_AT
from tests.servers.upstream import ScriptedUpstream, message
from tests.web.fixtures import Person
from tests.web.test_interrupted import reply_of

ANSWER = "The answer is forty-two."
THOUGHT = {"type": "reasoning", "reasoning": "Six by nine?"}


def test_an_answer_that_upstream_did_not_store_stays_on_the_page(
    upstream: ScriptedUpstream, ada: Person, make_app: Callable[..., Flask]
) -> None:
    session_id = ada.open_session("Hello")
    reply = upstream.next_reply()
    reply.timestamp = datetime.fromisoformat(CREATED_AT).timestamp()
    reply.say(THOUGHT["reasoning"], event_id="thought", kind="reasoning")
    reply.say(ANSWER)
    upstream.store(session_id, reply.correlation_id, "message", "ai_agent", message(THOUGHT))
    reply.end()
    wait_until(lambda: reply_of(page(ada, session_id))[0] == "done")
    watched = reply_of(page(ada, session_id))
    later = make_app().test_client()
    cookie = ada.browser.get_cookie("webchat_guest")
    assert cookie is not None
    later.set_cookie("webchat_guest", cookie.value)

    assert ANSWER in watched[1]
    assert reply_of(page(Person(later), session_id)) == watched

    content = {"type": "content", "content": ANSWER}
    upstream.store(session_id, reply.correlation_id, "message", "ai_agent", message(content))

    assert reply_of(page(Person(later), session_id)) == watched, "and it stands there once"


def page(person: Person, session_id: str) -> str:
    return person.browser.get(f"/sessions/{session_id}").text
