from __future__ import annotations

import re
from html import unescape

import pytest

from tests.render.dom import PageModel
from tests.servers.long_session import store_turns
from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.conversation.windows import MOST_CHARACTERS, MOST_TURNS
from webchat.render import dom_id

TURNS = 1_000
MOST_BYTES = 100_000
QUESTION = re.compile(r">Question (\d+)<")
LINK = r'<a [^>]*href="([^"]+)"[^>]*>(?:<span[^>]*>)?{words}<'


@pytest.fixture
def session_id(upstream: ScriptedUpstream, ada: Person) -> str:
    identity = ada.open_session()
    store_turns(upstream, identity, TURNS)
    return identity


def get(ada: Person, address: str) -> str:
    answer = ada.browser.get(address)
    assert answer.status_code == 200, address
    return answer.text


def questions(html: str) -> list[int]:
    return [int(number) for number in QUESTION.findall(html)]


def link(html: str, words: str) -> str | None:
    found = re.search(LINK.format(words=words), html)
    return unescape(found[1]) if found else None


def turn_id(number: int) -> str:
    return dom_id(f"RID::old{number:05}")


def test_a_session_opens_with_its_newest_page_however_long_it_is(
    ada: Person, session_id: str
) -> None:
    page = get(ada, f"/sessions/{session_id}")

    assert questions(page) == list(range(TURNS - MOST_TURNS, TURNS))
    assert len(page.encode()) < MOST_BYTES


def test_plain_links_lead_to_everything_and_back(ada: Person, session_id: str) -> None:
    page = get(ada, f"/sessions/{session_id}")
    seen = [questions(page)]
    while address := link(page, "Show earlier messages"):
        page = get(ada, address)
        seen.append(questions(page))

    assert [number for shown in reversed(seen) for number in shown] == list(range(TURNS))
    assert "The conversation begins here." in page
    later = link(page, "Show later messages")
    assert later is not None
    assert questions(get(ada, later))[0] == seen[-1][-1] + 1


def test_a_frame_of_earlier_turns_makes_the_page_that_shows_more(
    ada: Person, session_id: str
) -> None:
    model = PageModel(get(ada, f"/sessions/{session_id}"))
    before = turn_id(TURNS - MOST_TURNS)

    model.apply(get(ada, f"/sessions/{session_id}/turns?before={before}"))

    shown = model.inner_html_of("transcript")
    assert questions(shown) == list(range(TURNS - 2 * MOST_TURNS, TURNS))
    assert turn_id(TURNS - 2 * MOST_TURNS) in model.inner_html_of("earlier")


def test_a_link_to_a_message_opens_a_page_that_has_it(ada: Person, session_id: str) -> None:
    old, new = 200, TURNS - 3

    assert questions(get(ada, f"/sessions/{session_id}?turn={turn_id(old)}"))[0] == old
    newest = get(ada, f"/sessions/{session_id}")
    assert questions(get(ada, f"/sessions/{session_id}?turn={turn_id(new)}")) == questions(newest)
    gone = get(ada, f"/sessions/{session_id}?turn=turn-of-another-name")
    assert questions(gone) == questions(newest)


def test_what_has_later_messages_is_not_followed(ada: Person, session_id: str) -> None:
    page = get(ada, f"/sessions/{session_id}?turn={turn_id(0)}")

    assert f"{session_id}/stream" not in page
    assert f'hx-post="/sessions/{session_id}/' not in page, "who sends from here is led on"


def test_earlier_turns_of_nothing_are_not_found(ada: Person, session_id: str) -> None:
    for query in ("", "?before=turn-of-another-name"):
        assert ada.browser.get(f"/sessions/{session_id}/turns{query}").status_code == 404


def test_earlier_turns_of_somebody_else_are_not_found(bob: Person, session_id: str) -> None:
    address = f"/sessions/{session_id}/turns?before={turn_id(TURNS - 1)}"

    assert bob.browser.get(address).status_code == 404


def test_large_turns_come_few_at_a_time(upstream: ScriptedUpstream, ada: Person) -> None:
    identity = ada.open_session()
    store_turns(upstream, identity, 8)
    for event in upstream.events[identity]:
        if event["source"] == "ai_agent":
            event["data"]["parts"][0]["content"] += "x " * (MOST_CHARACTERS // 5)

    assert questions(get(ada, f"/sessions/{identity}")) == [6, 7]
