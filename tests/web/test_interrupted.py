from __future__ import annotations

import re
import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.deadline import wait_until
from tests.servers.site import COMMAND, running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from tests.web.visitor import Visitor
from webchat.database import open_engine
from webchat.journal import Journal, JournaledReply

REPLY = re.compile(r'data-state="(\w+)">(.*?)</article>', re.DOTALL)


def reply_of(page: str) -> tuple[str, str]:
    """Give the state and the HTML of the last reply on a page."""
    return REPLY.findall(page)[-1]  # type: ignore[no-any-return]  # the pattern has two groups


def test_a_stopped_reply_is_on_the_page_after_a_restart(
    upstream: ScriptedUpstream, ada: Person, make_app: Any
) -> None:
    session_id = ada.open_session("Hello")
    upstream.next_reply().say("Half of *it*")
    wait_until(lambda: "Half" in ada.browser.get(f"/sessions/{session_id}").text)
    ada.browser.post(f"/sessions/{session_id}/stop")
    watched = ada.browser.get(f"/sessions/{session_id}").text
    cookie = ada.browser.get_cookie("webchat_guest")
    assert cookie is not None

    later = make_app().test_client()
    later.set_cookie("webchat_guest", cookie.value)
    after = later.get(f"/sessions/{session_id}").text

    assert reply_of(after) == reply_of(watched)
    state, html = reply_of(after)
    assert state == "stopped"
    assert "Half of <em>it</em>" in html
    assert "Ask again" in html


@pytest.mark.parametrize("last_signal", [signal.SIGTERM, signal.SIGKILL])
def test_a_reply_that_lost_its_process_is_on_the_page_as_interrupted(
    last_signal: signal.Signals, upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    command = [*COMMAND, "--graceful-timeout", "2"]
    with running_site(tmp_path, command, sessions_api_url=upstream.url) as site:
        visitor = Visitor(site.url)
        session_id = visitor.open_session("Hello")
        upstream.next_reply().say("Half of *it*")
        wait_until_journaled(tmp_path, session_id)
        site.end(last_signal)
    with running_site(tmp_path, command, sessions_api_url=upstream.url) as site:
        visitor.url = site.url
        # A process that was killed said nothing: its lease has to run out.
        wait_until(lambda: reply_of(visitor.page(session_id))[0] != "streaming")
        state, html = reply_of(visitor.page(session_id))

    assert state == "interrupted"
    assert "Half of <em>it</em>" in html
    assert "Ask again" in html


def wait_until_journaled(folder: Path, session_id: str) -> None:
    journal = Journal(open_engine(f"sqlite:///{folder / 'webchat.db'}"))
    try:
        wait_until(lambda: any(kept.turn.reply.parts for kept in kept_in(journal, session_id)))
    finally:
        journal.close()


def kept_in(journal: Journal, session_id: str) -> Iterable[JournaledReply]:
    return journal.replies(session_id).values()
