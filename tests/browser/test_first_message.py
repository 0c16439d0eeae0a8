"""What begins a chat, and what is typed while it is on its way."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.first_messages import (
    arrive_untold,
    expect_one_chat,
    hold_the_first_message,
    type_on,
    type_over,
)
from tests.browser.fixtures import Chat, answer, send_by_another_way
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems


def address_of_an_empty_session(chat: Chat) -> str:
    """Let another program begin a session without a message."""
    begun = chat.page.context.request.post(
        f"{chat.url}/sessions", form={"agent_id": ""}, headers={"Origin": chat.url}
    )
    return begun.url


def send_without_a_line(chat: Chat, text: str) -> None:
    chat.page.goto(chat.url)
    chat.field.fill(text)
    chat.page.context.set_offline(True)
    chat.field.press("Enter")
    chat.page.wait_for_url("chrome-error://**")
    chat.page.context.set_offline(False)


def test_a_first_message_that_cannot_leave_is_kept(chat: Chat) -> None:
    send_without_a_line(chat, "Keep me")

    chat.page.goto(chat.url)

    expect(chat.field).to_have_value("Keep me")
    chat.complaints.clear()


def test_a_first_message_that_cannot_leave_is_not_taken_for_that_of_another_chat(
    chat: Chat,
) -> None:
    chat.start("hello")
    chat.expect_state("done")
    chat.send("hello")
    expect(chat.page.locator("article")).to_have_count(4)
    chat.expect_state("done")
    address = chat.page.url
    send_without_a_line(chat, "hello")

    chat.page.goto(address)
    chat.expect_connected()
    expect(chat.field).to_have_value("")

    chat.page.goto(chat.url)
    expect(chat.field).to_have_value("hello")
    chat.complaints.clear()


def test_what_is_typed_while_the_first_message_leaves_goes_on_in_its_session(chat: Chat) -> None:
    held = hold_the_first_message(chat, "hello")
    type_on(chat, "and more")

    held[0].continue_()

    chat.page.wait_for_url("**/sessions/*")
    expect(chat.page.locator('article[data-source="user"]')).to_contain_text("hello")
    expect(chat.field).to_have_value("and more")
    chat.field.press_sequentially(", at its end")
    chat.reload()
    expect(chat.field).to_have_value("and more, at its end")
    chat.page.goto(chat.url)
    expect(chat.field).to_have_value("")


@pytest.mark.parametrize(
    ("first", "typed"),
    [
        ("hello", "Next question"),
        ("Yes, both", "Yes"),
        ("Go", "Good idea"),
    ],
)
def test_what_is_typed_over_the_first_message_goes_on_in_its_session_alone(
    first: str, typed: str, chat: Chat
) -> None:
    held = hold_the_first_message(chat, first)
    type_over(chat, typed)

    held[0].continue_()

    chat.page.wait_for_url("**/sessions/*")
    expect(chat.page.locator('article[data-source="user"]')).to_contain_text(first)
    expect(chat.field).to_have_value(typed)


def test_a_key_of_correction_leaves_nothing_of_a_first_message_in_its_session(chat: Chat) -> None:
    held = hold_the_first_message(chat, "hello")
    chat.page.keyboard.press("Backspace")
    type_on(chat, "o")

    held[0].continue_()

    chat.page.wait_for_url("**/sessions/*")
    expect(chat.page.locator('article[data-source="user"]')).to_contain_text("hello")
    expect(chat.field).to_have_value("")


def test_what_is_typed_over_a_first_message_that_cannot_leave_follows_it(chat: Chat) -> None:
    held = hold_the_first_message(chat, "hello")
    type_over(chat, "Next question")
    held[0].abort()
    expect(chat.page).to_have_url(re.compile("^chrome-error:"))

    chat.page.goto(chat.url)

    expect(chat.field).to_have_value("hello\nNext question")
    chat.complaints.clear()


@pytest.mark.parametrize("refused", ["session", "message"])
@pytest.mark.parametrize(
    ("type_it", "whole"),
    [
        (type_on, "hello and more"),
        (type_over, "hello\n and more"),
    ],
)
def test_what_is_typed_while_the_first_message_is_refused_follows_it(
    refused: str,
    type_it: Callable[[Chat, str], None],
    whole: str,
    scripted: ScriptedUpstream,
    scripted_chat: Chat,
) -> None:
    next_session = f"/sessions/session{len(scripted.sessions):03}"
    path = {"session": "/api/sessions", "message": f"/api{next_session}/events/stream"}[refused]
    scripted.answers["POST", path] = (500, {"detail": "broken"})
    try:
        held = hold_the_first_message(scripted_chat, "hello")
        type_it(scripted_chat, " and more")
        held[0].continue_()
        expect(scripted_chat.notice).to_have_text(problems.BROKEN)
    finally:
        del scripted.answers["POST", path]

    expect(scripted_chat.field).to_have_value(whole)
    page_of_it = {"session": "/", "message": next_session}[refused]
    scripted_chat.page.goto(f"{scripted_chat.url}{page_of_it}")
    expect(scripted_chat.field).to_have_value(whole)
    scripted_chat.complaints.clear()


@pytest.mark.parametrize("refused", ["session", "message"])
def test_a_refused_first_message_is_not_replaced_by_that_of_another_tab(
    refused: str, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    other = Chat(scripted_chat.page.context.new_page(), scripted_chat.url)
    next_session = f"/sessions/session{len(scripted.sessions):03}"
    path = {"session": "/api/sessions", "message": f"/api{next_session}/events/stream"}[refused]
    scripted.answers["POST", path] = (500, {"detail": "broken"})
    try:
        held = hold_the_first_message(scripted_chat, "hello")
        others = hold_the_first_message(other, "hello")
        type_on(other, " and more")
        held[0].continue_()
        expect(scripted_chat.notice).to_have_text(problems.BROKEN)
    finally:
        del scripted.answers["POST", path]

    expect(scripted_chat.field).to_have_value("hello")
    if refused == "message":
        scripted_chat.page.goto(f"{scripted_chat.url}{next_session}")
        expect(scripted_chat.field).to_have_value("hello")
    others[0].abort()
    expect(other.page).to_have_url(re.compile("^chrome-error:"))
    other.page.goto(other.url)
    expect(other.field).to_have_value("hello and more")
    scripted_chat.complaints.clear()


def test_an_offered_text_that_was_sent_without_an_answer_comes_back_with_what_followed_it(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    known = len(scripted.sessions)
    offer = f"{scripted_chat.url}/?content=hello"
    held = hold_the_first_message(scripted_chat, "hello", offer)
    arrive_untold(held[0])
    type_on(scripted_chat, " and more")

    scripted_chat.page.goto(offer)

    expect(scripted_chat.field).to_have_value("hello and more")
    scripted_chat.field.fill("hello")
    scripted_chat.page.keyboard.press("Enter")
    expect_one_chat(scripted, scripted_chat, "hello", known)


def test_what_is_typed_before_the_scripts_run_stays_with_what_is_given_back(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    held = hold_the_first_message(scripted_chat, "hello")
    scripts: list[Route] = []
    scripted_chat.page.route("**/app*.js", lambda route: scripts.append(route))
    path = "POST", "/api/sessions"
    scripted.answers[path] = (500, {"detail": "broken"})
    try:
        with scripted_chat.page.expect_request("**/app*.js"):
            held[0].continue_()
        expect(scripted_chat.field).to_be_focused()
    finally:
        del scripted.answers[path]
    scripted_chat.page.keyboard.press("Home")
    type_on(scripted_chat, "x")
    expect(scripted_chat.field).to_have_value("xhello")

    scripts[0].continue_()

    expect(scripted_chat.field).to_have_attribute("autocomplete", "off")
    expect(scripted_chat.field).to_have_value("xhello")
    scripted_chat.complaints.clear()


def test_what_is_typed_awaits_a_first_message_that_its_session_does_not_show_yet(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    address = address_of_an_empty_session(scripted_chat)
    held = hold_the_first_message(scripted_chat, "hello")
    type_on(scripted_chat, " and more")

    held[0].fulfill(status=303, headers={"Location": address})

    expect(scripted_chat.field).to_have_value("hello and more")
    scripted_chat.expect_connected()
    send_by_another_way(scripted_chat, "hello")
    assert answer(scripted, scripted_chat) == "hello"
    expect(scripted_chat.field).to_have_value(" and more")
    scripted_chat.page.goto(scripted_chat.url)
    expect(scripted_chat.field).to_have_value("")
