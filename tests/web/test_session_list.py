from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from threading import Barrier

from flask import Flask

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person, begin_on
from webchat.web.session_list import MOST_BESIDE_A_CHAT, MOST_ON_A_PAGE

BESIDE = re.compile(r'<div class="session-list" id="session-list">(.*?)</div>', re.DOTALL)
TITLE = re.compile(r'class="listed-title"><bdi>([^<]*)<')
DAY = re.compile(r'class="day-name">([^<]*)<')


def list_beside(page: str) -> str:
    found = BESIDE.search(page)
    assert found is not None
    return found[1]


def listed(person: Person, address: str = "/sessions") -> list[str]:
    page = person.browser.get(address).text
    return TITLE.findall(BESIDE.sub("", page))


def test_sessions_stand_by_day_the_newest_first(ada: Person, upstream: ScriptedUpstream) -> None:
    now = datetime.now(UTC)
    ages = {"Long ago": 40, "Now": 0, "A day ago": 1, "Yesterday too": 1}
    for minutes, (title, days) in enumerate(ages.items()):
        moment = (now - timedelta(days=days)).replace(hour=12, minute=minutes)
        begin_on(upstream, ada.open_session(title), moment)
        upstream.next_reply().end()

    page = list_beside(ada.browser.get("/").text)

    assert TITLE.findall(page) == ["Now", "Yesterday too", "A day ago", "Long ago"]
    assert DAY.findall(page)[:2] == ["Today", "Yesterday"]
    assert str((now - timedelta(days=40)).year) in DAY.findall(page)[2]


def test_the_day_is_that_of_the_readers_zone(ada: Person, upstream: ScriptedUpstream) -> None:
    # Fourteen hours ahead of UTC and eleven behind it: one moment never has the same date.
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        begin_on(upstream, ada.open_session(zone), datetime(2026, 3, 1, 10, 30, tzinfo=UTC))
    days = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        ada.browser.set_cookie("webchat_timezone", zone)
        days |= set(DAY.findall(list_beside(ada.browser.get("/").text)))

    assert len(days) == 2


def test_a_session_marks_itself_and_the_one_that_is_being_answered(
    ada: Person, upstream: ScriptedUpstream
) -> None:
    running = ada.open_session("Running")
    reply = upstream.next_reply()
    quiet = ada.open_session()

    page = list_beside(ada.browser.get(f"/sessions/{quiet}").text)

    assert re.findall(r'href="/sessions/(\w+)" aria-current="page"', page) == [quiet]
    (marked,) = (item for item in page.split("<li")[1:] if "live-mark" in item)
    assert f"/sessions/{running}" in marked
    reply.end()


def test_nobody_sees_the_sessions_of_another(ada: Person, bob: Person) -> None:
    ada.open_session()
    bob.browser.get("/")

    assert "listed-title" not in bob.browser.get("/sessions").text


def test_of_many_sessions_the_newest_stand_beside_a_chat_and_all_on_pages_of_their_own(
    ada: Person, upstream: ScriptedUpstream
) -> None:
    user = upstream.sessions[ada.open_session()]["user_id"]
    for number in range(MOST_ON_A_PAGE + 10):
        begin_on(
            upstream,
            str(upstream.create_session(user, f"Chat {number}")["id"]),
            datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=number),
        )

    beside = list_beside(ada.browser.get("/").text)

    assert len(TITLE.findall(beside)) == MOST_BESIDE_A_CHAT
    assert 'href="/sessions"' in beside
    assert len(listed(ada)) == MOST_ON_A_PAGE
    assert listed(ada, "/sessions?page=2")[-1] == "Chat 0"
    assert listed(ada, "/sessions?page=3") == []


def test_sessions_are_found_by_the_words_of_their_titles(
    ada: Person, upstream: ScriptedUpstream
) -> None:
    user = upstream.sessions[ada.open_session()]["user_id"]
    for title in ("Green tea, hot", "Black tea", "Coffee"):
        upstream.create_session(user, title)

    assert sorted(listed(ada, "/sessions?q=TEA")) == ["Black tea", "Green tea, hot"]
    assert listed(ada, "/sessions?q=hot+green") == ["Green tea, hot"]
    script = ada.browser.get("/sessions?q=coffee", headers={"HX-Request": "true"}).text
    assert TITLE.findall(script) == ["Coffee"]
    assert "<html" not in script
    assert "No chat has a title with these words" in ada.browser.get("/sessions?q=<b>").text


def test_a_chat_is_shown_even_if_its_guests_sessions_cannot_be_listed(
    ada: Person, app: Flask, upstream: ScriptedUpstream
) -> None:
    session_id = ada.open_session()
    upstream.answers["GET", "/api/sessions"] = (500, {"detail": "broken"})

    page = ada.browser.get(f"/sessions/{session_id}")

    assert page.status_code == 200
    assert "cannot be listed" in list_beside(page.text)


def test_upstream_is_asked_for_the_list_and_for_the_rest_of_a_page_at_once(
    ada: Person, upstream: ScriptedUpstream
) -> None:
    session_id = ada.open_session("Tea")
    rest = {"/": "/api/agents", f"/sessions/{session_id}": f"/api/sessions/{session_id}"}
    for address, asked in rest.items():
        both = Barrier(2)
        upstream.barriers = {("GET", "/api/sessions"): both, ("GET", asked): both}

        page = ada.browser.get(address).text

        assert TITLE.findall(list_beside(page)) == ["Tea"]
        assert not both.broken
