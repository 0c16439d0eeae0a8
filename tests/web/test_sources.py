from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import indent

from tests.deadline import wait_until
from tests.servers.upstream import ScriptedUpstream, message
from tests.web.fixtures import Person

CODE = "if a < b && c:\n\treturn '<b>&amp;</b>'\n"
ANSWERS = ("# Tea\n\n- black &  **green**\n", "And *more*.")
BLOCK = re.compile(r'name="block" value="([^"]+)"')
SOURCE = re.compile(r'href="(/sessions/[^"]+-(message|reply)\.md)"')


def sources(page: str) -> dict[str, str]:
    """Give the address of the newest message's source, and of its reply's."""
    return {kind: path for path, kind in SOURCE.findall(page)}


def answered(upstream: ScriptedUpstream, person: Person, answers: Sequence[str] = ANSWERS) -> str:
    session_id = person.open_session("What is *tea*?\n")
    reply = upstream.next_reply()
    thought = {"type": "reasoning", "reasoning": "Let me think."}
    parts = message(thought, *({"type": "content", "content": text} for text in answers))
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


def test_each_block_of_code_is_given_as_it_was_written(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    listed = "- So:\n\n" + indent(f"```\n{CODE}```\n", "  ")
    answers = (f"```py\n{CODE}```\n\n{listed}", "    x = 1\n")
    session_id = answered(upstream, ada, answers)
    blocks = BLOCK.findall(ada.browser.get(f"/sessions/{session_id}").text)

    given = [
        ada.browser.get(f"/sessions/{session_id}/code", query_string={"block": block})
        for block in blocks
    ]

    assert [each.text for each in given] == [CODE, CODE, "x = 1\n"]
    assert {each.content_type for each in given} == {"text/plain; charset=utf-8"}


def test_what_was_written_of_a_block_that_is_not_finished_is_given(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session("What is tea?")
    upstream.next_reply().say("```py\nx = 1\ny")
    wait_for(ada, session_id, "y</code>")

    [block] = BLOCK.findall(ada.browser.get(f"/sessions/{session_id}").text)

    path = f"/sessions/{session_id}/code?block={block}"
    assert ada.browser.get(path).text == "x = 1\ny"


def test_nobody_else_is_given_code_nor_what_is_none(
    upstream: ScriptedUpstream, ada: Person, bob: Person
) -> None:
    session_id = answered(upstream, ada, [f"```\n{CODE}```"])
    [block] = BLOCK.findall(ada.browser.get(f"/sessions/{session_id}").text)
    turn_id = block.removesuffix(".0")

    path = f"/sessions/{session_id}/code"

    assert bob.browser.get(path, query_string={"block": block}).status_code == 404
    for wrong in ("", turn_id, f"{turn_id}.1", f"{turn_id}.-1", f"{turn_id}.x", "turn-x.0"):
        assert ada.browser.get(path, query_string={"block": wrong}).status_code == 404
