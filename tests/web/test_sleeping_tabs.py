"""Tabs that come back to a session which went on, in another tab, while they slept."""

from __future__ import annotations

import re
from pathlib import Path

from tests.servers.site import running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.visitor import Visitor
from webchat.conversation.windows import MOST_TURNS

TURNS = MOST_TURNS + 10
QUESTION = re.compile(r">Question (\d+)<")


def test_a_tab_that_slept_through_more_than_a_window_is_sent_the_newest_one(
    upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        ada = Visitor(site.url)
        session_id = ada.open_session()
        sleeping, awake = ada.tab(session_id), ada.tab(session_id)
        sleeping.disconnect()
        for number in range(TURNS):
            ada.send(session_id, f"Question {number}")
            reply = upstream.next_reply()
            reply.say("Well.")
            upstream.store_reply(reply)
            reply.end()
            awake.read_until('data-state="done"')

        sleeping.connect()
        frame = sleeping.read()

        asked = asked_in(frame)
        assert asked == asked_in(ada.page(session_id))
        assert asked == list(range(asked[0], TURNS))
        assert len(asked) <= MOST_TURNS


def asked_in(html: str) -> list[int]:
    return [int(number) for number in QUESTION.findall(html)]
