from __future__ import annotations

import re

from tests.deadline import wait_until
from tests.servers.upstream import ScriptedUpstream, message
from tests.web.fixtures import Person

ANSWERS = ("# Tea\n\n- black &  **green**\n", "And *more*.")
SOURCE = re.compile(r'href="(/sessions/[^"]+-(message|reply)\.md)"')


def sources(page: str) -> dict[str, str]:
    """Give the address of the newest message's source, and of its reply's."""
    return {kind: path for path, kind in SOURCE.findall(page)}


def answered(upstream: ScriptedUpstream, person: Person) -> str:
    session_id = person.open_session("What is *tea*?\n")
    reply = upstream.next_reply()
    thought = {"type": "reasoning", "reasoning": "Let me think."}
    parts = message(thought, *({"type": "content", "content": text} for text in ANSWERS))
    upstream.store(session_id, reply.correlation_id, "message", "ai_agent", parts)
    reply.end()
    wait_for(person, session_id, 'data-state="done"')
    return session_id


def wait_for(person: Person, session_id: str, shown: str) -> None:
    wait_until(lambda: shown in person.browser.get(f"/sessions/{session_id}").text)


def test_a_message_and_its_answer_are_given_as_they_were_written(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    page = ada.browser.get(f"/sessions/{answered(upstream, ada)}").text

    asked, replied = (ada.browser.get(sources(page)[kind]) for kind in ("message", "reply"))

    assert asked.text == "What is *tea*?\n"
    assert replied.text == "\n\n".join(ANSWERS)
    assert replied.content_type == "text/plain; charset=utf-8"


def test_what_had_arrived_of_a_stopped_reply_is_given(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("What is tea?")
    upstream.next_reply().say("A pla")
    wait_for(ada, session_id, "A pla")
    ada.browser.post(f"/sessions/{session_id}/stop")

    page = ada.browser.get(f"/sessions/{session_id}").text

    assert ada.browser.get(sources(page)["reply"]).text == "A pla"


def test_nobody_else_is_given_a_message(
    upstream: ScriptedUpstream, ada: Person, bob: Person
) -> None:
    session_id = answered(upstream, ada)
    paths = sources(ada.browser.get(f"/sessions/{session_id}").text)
    own = bob.open_session()

    for path in paths.values():
        assert bob.browser.get(path).status_code == 404
        assert bob.browser.get(path.replace(session_id, own)).status_code == 404


def test_what_has_no_answer_has_no_source(upstream: ScriptedUpstream, ada: Person) -> None:
    session_id = ada.open_session("What is tea?")
    upstream.next_reply()
    ada.browser.post(f"/sessions/{session_id}/stop")

    path = sources(ada.browser.get(f"/sessions/{session_id}").text)

    assert list(path) == ["message"]
    reply = path["message"].replace("-message", "-reply")
    assert ada.browser.get(reply).status_code == 404
    assert ada.browser.get(f"/sessions/{session_id}/messages/nothing.md").status_code == 404
