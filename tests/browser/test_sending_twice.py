"""A chat that is begun once, whatever is sent while its first message is on its way."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.first_messages import (
    arrive_untold,
    expect_one_chat,
    hold_the_first_message,
    type_over,
)
from tests.browser.fixtures import Chat, answer
from tests.servers.upstream import ScriptedUpstream

# A page that is about to be left cannot be asked.
KEEP_LAST_NOTICE = """addEventListener("pagehide", () => {
  sessionStorage.lastNotice = document.getElementById("notice")?.textContent;
});"""


def expect_told(chat: Chat) -> None:
    notice = chat.page.evaluate("sessionStorage.lastNotice")
    assert notice == "The message before is still being sent."


def test_a_second_message_does_not_begin_a_second_chat(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    known = len(scripted.sessions)
    scripted_chat.page.add_init_script(KEEP_LAST_NOTICE)
    held = hold_the_first_message(scripted_chat, "hello")
    type_over(scripted_chat, "Next question")

    scripted_chat.page.keyboard.press("Enter")

    held[0].continue_()
    expect_one_chat(scripted, scripted_chat, "hello", known)
    expect_told(scripted_chat)
    expect(scripted_chat.field).to_have_value("Next question")


def test_the_same_message_may_be_sent_again_and_begins_one_chat(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    known = len(scripted.sessions)
    held = hold_the_first_message(scripted_chat, "hello")
    arrive_untold(held[0])

    scripted_chat.page.keyboard.press("Enter")

    expect_one_chat(scripted, scripted_chat, "hello", known)


def test_the_same_message_to_another_agent_does_not_begin_a_second_chat(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    known = len(scripted.sessions)
    scripted_chat.page.add_init_script(KEEP_LAST_NOTICE)
    scripted.agents.append({**scripted.agents[0], "id": "other", "name": "Other"})
    try:
        held = hold_the_first_message(scripted_chat, "hello")
    finally:
        scripted.agents.pop()
    scripted_chat.page.keyboard.press("Shift+Tab")
    scripted_chat.page.keyboard.press("ArrowDown")
    scripted_chat.page.keyboard.press("Tab")

    scripted_chat.page.keyboard.press("Enter")

    held[0].continue_()
    expect_one_chat(scripted, scripted_chat, "hello", known)
    expect_told(scripted_chat)


def test_who_has_stopped_the_browser_can_send_again(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.page.clock.install()
    hold_the_first_message(scripted_chat, "hello")
    scripted_chat.page.context.new_cdp_session(scripted_chat.page).send("Page.stopLoading")
    type_over(scripted_chat, "Next question")
    form = scripted_chat.page.locator("#still-sending")
    seconds = float(form.get_attribute("data-patience-seconds") or 0)
    scripted_chat.page.clock.fast_forward(seconds * 1000)
    expect(scripted_chat.field).to_have_value("hello\nNext question")

    scripted_chat.page.keyboard.press("Enter")

    scripted_chat.page.wait_for_url("**/sessions/*")
    assert answer(scripted, scripted_chat) == "hello\nNext question"
