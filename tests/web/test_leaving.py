from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

from flask import Flask

from tests.servers.site import COMMAND, running_site
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.fixtures import Person
from tests.web.visitor import Visitor
from webchat.web import problems
from webchat.web.services import EXTENSION_NAME

COME_BACK = 1012


def test_a_process_that_leaves_takes_no_message_and_keeps_its_text(app: Flask, ada: Person) -> None:
    session_id = ada.open_session()
    app.extensions[EXTENSION_NAME].leave()

    answer: Any = ada.send(session_id, "Dear text")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == str(problems.RETRY_AFTER_SECONDS)
    assert problems.LEAVING in answer.text
    assert "Dear text</textarea>" in answer.text


def test_told_to_end_it_sends_followers_away_at_once_and_finishes_its_replies(
    upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        visitor = Visitor(site.url)
        session_id = visitor.open_session("Hello")
        reply = upstream.next_reply()
        tab = visitor.tab(session_id)
        reply.say("Half of ")
        tab.read_until("Half")
        site.process.send_signal(signal.SIGTERM)

        assert tab.close_code() == COME_BACK
        reply.say("it.")
        reply.end()

        assert site.process.wait(PATIENCE_SECONDS) == 0
        assert not reply.reader_left.is_set()


def test_a_reply_that_outlasts_the_grace_is_let_go(
    upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    command = [*COMMAND, "--graceful-timeout", "2"]
    with running_site(tmp_path, command, sessions_api_url=upstream.url) as site:
        Visitor(site.url).open_session("Hello")
        reply = upstream.next_reply()
        site.process.send_signal(signal.SIGTERM)

        assert reply.reader_left.wait(PATIENCE_SECONDS)
        assert site.process.wait(PATIENCE_SECONDS) == 0
