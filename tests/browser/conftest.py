from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Chat
from tests.browser.line import ChatOnALine
from tests.browser.long_sessions import TURNS, begin_long_session, question
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream

# What browsers and htmx report of a line that is lost, which is what these tests are about.
LINE_COMPLAINT = re.compile(r"WebSocket|ERR_|htmx:ws:error|Failed to fetch")


@pytest.fixture
def line(scripted_site: Site) -> Iterator[FaultProxy]:
    with fault_proxy(scripted_site.url) as proxy:
        yield proxy


@pytest.fixture
def ada(page: Page, line: FaultProxy, scripted: ScriptedUpstream) -> Iterator[ChatOnALine]:
    chat = ChatOnALine(page, line, scripted)
    yield chat
    assert [said for said in chat.complaints if not LINE_COMPLAINT.search(said)] == []


@pytest.fixture
def writing(scripted: ScriptedUpstream, scripted_chat: Chat) -> Iterator[ScriptedReply]:
    """A reply that has begun, and ends well after the test."""
    scripted_chat.start("Write")
    reply = scripted.next_reply()
    yield reply
    scripted.store_reply(reply)
    reply.end()
    scripted_chat.expect_state("done")


@pytest.fixture
def long_chat(scripted: ScriptedUpstream, scripted_chat: Chat) -> Chat:
    """Be at the end of a session of many turns."""
    begin_long_session(scripted, scripted_chat)
    expect(question(scripted_chat, TURNS - 1)).to_be_in_viewport()
    return scripted_chat
