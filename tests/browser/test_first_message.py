"""What begins a chat, and what is typed while it is on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems


def hold_the_first_message(chat: Chat, text: str) -> list[Route]:
    held: list[Route] = []
    chat.page.goto(chat.url)
    chat.page.route("**/sessions", lambda route: held.append(route), times=1)
    with chat.page.expect_request("**/sessions"):
        chat.field.fill(text)
        chat.field.press("Enter", no_wait_after=True)
    return held


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
    chat.page.keyboard.type("and more")

    held[0].continue_()

    chat.page.wait_for_url("**/sessions/*")
    expect(chat.page.locator('article[data-source="user"]')).to_contain_text("hello")
    expect(chat.field).to_have_value("and more")
    chat.field.press_sequentially(", at its end")
    chat.reload()
    expect(chat.field).to_have_value("and more, at its end")
    chat.page.goto(chat.url)
    expect(chat.field).to_have_value("")


@pytest.mark.parametrize("refused", ["session", "message"])
def test_what_is_typed_while_the_first_message_is_refused_follows_it(
    refused: str, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    next_session = f"/api/sessions/session{len(scripted.sessions):03}"
    of_what = {"session": "/api/sessions", "message": f"{next_session}/events/stream"}
    path = "POST", of_what[refused]
    scripted.answers[path] = (500, {"detail": "broken"})
    try:
        held = hold_the_first_message(scripted_chat, "hello")
        scripted_chat.page.keyboard.type(" and more")
        held[0].continue_()
        expect(scripted_chat.notice).to_have_text(problems.BROKEN)
    finally:
        del scripted.answers[path]

    expect(scripted_chat.field).to_have_value("hello and more")
    scripted_chat.complaints.clear()
