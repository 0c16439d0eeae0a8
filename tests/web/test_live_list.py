from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.deadline import wait_until
from tests.servers.threaded import served
from tests.servers.upstream import ScriptedUpstream
from tests.web.start_tab import StartTab
from tests.web.visitor import Visitor
from webchat.web import socket
from webchat.web.services import EXTENSION_NAME

COME_BACK = 1012
QUICK_SECONDS = 0.05
MOST_FRAMES = 100
MARK = "live-mark"


@pytest.fixture
def visitor(app: Flask) -> Iterator[Visitor]:
    with served(app) as url:
        visitor = Visitor(url)
        visitor.open_session()
        yield visitor


@pytest.fixture
def start_tab(visitor: Visitor) -> Iterator[StartTab]:
    tab = StartTab(visitor.url, visitor.cookies)
    tab.read()
    yield tab
    tab.disconnect()


def test_a_list_elsewhere_learns_of_a_chat_of_its_reply_and_of_the_end(
    visitor: Visitor, upstream: ScriptedUpstream, start_tab: StartTab
) -> None:
    other = visitor.tab(visitor.open_session())
    visitor.open_session("Tea, please")
    reply = upstream.next_reply()

    for tab in (start_tab, other):
        assert "Tea, please" in tab.read_until(MARK)
    upstream.store_reply(reply)
    reply.end()

    for tab in (start_tab, other):
        assert MARK not in tab.read_until("session-list")
    other.disconnect()


def test_a_list_in_a_chat_marks_the_chat_it_stands_beside(
    visitor: Visitor, upstream: ScriptedUpstream
) -> None:
    session_id = visitor.open_session()
    tab = visitor.tab(session_id)
    visitor.open_session("Tea, please")
    upstream.next_reply().end()

    sent = tab.read_until("Tea, please")

    assert f'href="/sessions/{session_id}" aria-current="page"' in sent
    assert sent.count("aria-current") == 1
    tab.disconnect()


def test_a_list_that_is_as_it_was_is_not_sent_again(visitor: Visitor) -> None:
    first, second = (StartTab(visitor.url, visitor.cookies) for _ in range(2))
    for tab in (first, second):
        tab.read()

    visitor.open_session()

    for tab in (first, second):
        assert tab.read_until("session-list").count("<li") == 2
        assert sum("session-list" in frame for frame in tab.frames) == 1
        tab.disconnect()


def test_a_page_keeps_a_newer_list_than_that_of_other_tabs_which_learn_of_it(
    visitor: Visitor, upstream: ScriptedUpstream, start_tab: StartTab
) -> None:
    visitor.open_session()
    start_tab.read_until("session-list")
    user = next(iter(upstream.sessions.values()))["user_id"]
    upstream.create_session(user, "Begun elsewhere")

    tab = StartTab(visitor.url, visitor.cookies)

    assert "session-list" not in tab.read()
    assert "Begun elsewhere" in start_tab.read_until("session-list")
    visitor.open_session()
    assert "Begun elsewhere" in tab.read_until("session-list")
    tab.disconnect()


def test_a_list_learns_nothing_of_anothers_chats(
    visitor: Visitor, upstream: ScriptedUpstream, start_tab: StartTab
) -> None:
    stranger = Visitor(visitor.url)
    stranger.open_session("A secret")
    upstream.next_reply().end()
    visitor.open_session("Tea, please")
    upstream.next_reply().end()

    assert "A secret" not in start_tab.read_until("Tea, please")


def test_who_is_no_guest_has_no_list_to_follow(app: Flask) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket"}
    answer = app.test_client().get("/stream", headers=upgrade)

    assert answer.status_code == 404


def test_who_follows_a_list_is_sent_away_by_a_process_that_leaves(
    app: Flask, visitor: Visitor
) -> None:
    tab = StartTab(visitor.url, visitor.cookies)
    tab.read()
    app.extensions[EXTENSION_NAME].leave()

    assert tab.close_code() == COME_BACK


def test_a_list_that_cannot_be_read_stays_and_is_read_the_next_time(
    visitor: Visitor, upstream: ScriptedUpstream, start_tab: StartTab
) -> None:
    upstream.answers["GET", "/api/sessions"] = (422, {"detail": "no"})
    visitor.open_session("First")
    upstream.next_reply().end()
    del upstream.answers["GET", "/api/sessions"]
    visitor.open_session("Second")
    upstream.next_reply().end()

    sent = start_tab.read_until("Second")

    assert "First" in sent
    assert "cannot be listed" not in sent


def test_a_list_that_could_not_be_read_is_read_again_by_itself(
    visitor: Visitor,
    upstream: ScriptedUpstream,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    for name in ("CLOSED_CHECK_SECONDS", "HEARTBEAT_SECONDS"):
        monkeypatch.setattr(socket, name, QUICK_SECONDS)
    upstream.answers["GET", "/api/sessions"] = (422, {"detail": "no"})
    tab = StartTab(visitor.url, visitor.cookies)
    wait_until(lambda: "was not read" in caplog.text)
    del upstream.answers["GET", "/api/sessions"]

    assert any("<li" in tab.read() for _ in range(MOST_FRAMES))
    tab.disconnect()
