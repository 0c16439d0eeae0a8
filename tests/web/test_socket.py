from __future__ import annotations

import pytest
import requests
from flask import Flask, template_rendered
from jinja2 import Template

from tests.render.dom import PageModel
from tests.servers.long_session import store_turns
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.tab import Tab
from webchat.conversation.windows import MOST_TURNS
from webchat.render import dom_id
from webchat.web.services import EXTENSION_NAME

WORDS = 20


def send(site: str, session_id: str, cookies: dict[str, str], text: str) -> None:
    answer = requests.post(
        f"{site}/sessions/{session_id}/messages",
        data={"content": text},
        cookies=cookies,
        allow_redirects=False,
        timeout=10,
    )
    assert answer.status_code == 303


def test_a_turn_is_sent_as_it_happens(
    upstream: ScriptedUpstream, site: str, session_id: str, cookies: dict[str, str], tab: Tab
) -> None:
    send(site, session_id, cookies, "Hello there")
    reply = upstream.next_reply()
    assert "Hello there" in tab.read_until("Hello there")

    reply.say("One")
    tab.read_until("One")
    reply.say(" two")
    tab.read_until("two")
    upstream.store_reply(reply)
    reply.end()

    assert 'swap="attributes"' in tab.read_until('data-state="done"')


def test_who_comes_back_is_sent_what_was_missed_and_nothing_twice(
    upstream: ScriptedUpstream, site: str, session_id: str, cookies: dict[str, str], tab: Tab
) -> None:
    send(site, session_id, cookies, "Hello")
    reply = upstream.next_reply()
    reply.say("First paragraph.\n\n")
    reply.say("Second")
    tab.read_until("Second")
    tab.disconnect()

    reply.say(" paragraph.\n\nThird")
    tab.connect()
    missed = tab.read_until("Third")

    assert "Second paragraph." in missed
    assert "First paragraph." not in missed
    reply.end()


def test_a_position_of_another_epoch_is_sent_the_newest_turns(
    upstream: ScriptedUpstream, site: str, session_id: str, cookies: dict[str, str], tab: Tab
) -> None:
    send(site, session_id, cookies, "Hello")
    upstream.next_reply().say("So far")
    tab.read_until("So far")
    tab.disconnect()

    tab.position = "another-epoch 3"
    tab.connect()
    frame = tab.read()

    assert 'target="transcript" swap="newest"' in frame
    assert "Hello" in frame
    assert "So far" in frame
    assert ">Stop</button>" in frame, "the page may come from before a restart"


def test_who_has_loaded_earlier_turns_keeps_them_when_the_newest_come_anew(
    upstream: ScriptedUpstream, site: str, session_id: str, cookies: dict[str, str], tab: Tab
) -> None:
    store_turns(upstream, session_id, 3 * MOST_TURNS)
    page = PageModel(tab.load())
    first = dom_id(f"RID::old{2 * MOST_TURNS:05}")
    address = f"{site}/sessions/{session_id}/turns?before={first}"
    page.apply(requests.get(address, cookies=cookies, timeout=10).text)
    shown, link = page.inner_html_of("transcript"), page.inner_html_of("earlier")
    tab.disconnect()

    tab.position = "another-epoch 3"
    tab.connect()
    frame = tab.read()
    page.apply(frame)

    assert len(frame) < len(shown)
    assert (page.inner_html_of("transcript"), page.inner_html_of("earlier")) == (shown, link)


def test_who_has_all_turns_keeps_them_when_the_newest_come_anew(
    upstream: ScriptedUpstream, session_id: str, tab: Tab
) -> None:
    store_turns(upstream, session_id, MOST_TURNS)
    page = PageModel(tab.load())
    shown = page.inner_html_of("transcript")
    tab.disconnect()
    store_turns(upstream, session_id, 1, first=MOST_TURNS)

    tab.position = "another-epoch 3"
    tab.connect()
    page.apply(tab.read())

    assert page.inner_html_of("transcript").startswith(shown)


@pytest.mark.parametrize("position", ["", "nonsense", "x y z", "epoch -1", "epoch 9999999999999"])
def test_a_position_that_cannot_be_read_is_sent_the_newest_turns(
    position: str, app: Flask, session_id: str, tab: Tab
) -> None:
    tab.disconnect()
    channel = app.extensions[EXTENSION_NAME].hub.channel(session_id)
    tab.position = position.replace("epoch", channel.position.epoch)
    tab.connect()

    assert 'target="transcript" swap="newest"' in tab.read()


def test_two_tabs_are_sent_the_same(
    upstream: ScriptedUpstream, site: str, session_id: str, cookies: dict[str, str], tab: Tab
) -> None:
    other = Tab(site, session_id, cookies)
    other.load()
    other.connect()
    other.read()

    send(site, session_id, cookies, "Hello")
    upstream.next_reply().say("To both")

    tab.read_until("To both")
    other.read_until("To both")
    other.disconnect()


def test_a_follower_that_leaves_is_forgotten(app: Flask, session_id: str, tab: Tab) -> None:
    channel = app.extensions[EXTENSION_NAME].hub.channel(session_id)
    assert channel.wait_for_followers(1, PATIENCE_SECONDS)
    tab.disconnect()

    assert channel.wait_for_followers(0, PATIENCE_SECONDS)
    tab.connect()


def test_what_a_reply_grows_by_does_not_draw_the_list_of_chats(
    app: Flask,
    upstream: ScriptedUpstream,
    site: str,
    session_id: str,
    cookies: dict[str, str],
    tab: Tab,
) -> None:
    drawn: list[str] = []

    def note(sender: Flask, template: Template, **rest: object) -> None:
        drawn.append(str(template.name))

    send(site, session_id, cookies, "Hello there")
    reply = upstream.next_reply()
    with template_rendered.connected_to(note, app):
        for number in range(WORDS):
            reply.say(f"word{number} ")
            tab.read_until(f"word{number}")

    # It may have been read anew meanwhile, because a reply began.
    assert drawn.count("sessions/_list.html") < WORDS / 2
