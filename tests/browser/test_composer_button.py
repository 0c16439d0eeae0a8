from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat, answer
from tests.servers.upstream import ScriptedUpstream


def button(chat: Chat, name: str) -> Locator:
    return chat.page.get_by_role("button", name=name)


def write_after_an_answer(scripted: ScriptedUpstream, chat: Chat) -> None:
    chat.start("Hello")
    answer(scripted, chat)
    chat.field.fill("And now?")


def test_a_double_click_on_send_does_not_stop_the_reply(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    write_after_an_answer(scripted, scripted_chat)
    button(scripted_chat, "Send").hover()
    mouse = scripted_chat.page.mouse

    mouse.down()
    mouse.up()
    expect(button(scripted_chat, "Stop")).to_be_visible()
    mouse.down(click_count=2)
    mouse.up(click_count=2)

    reply = scripted.next_reply()
    reply.say("Now this")
    expect(scripted_chat.reply).to_contain_text("Now this")
    # Whatever the second click asked for has been answered before this is.
    scripted_chat.send("Too early")
    expect(scripted_chat.notice).not_to_be_empty()
    scripted.store_reply(reply)
    reply.end()
    scripted_chat.expect_state("done")


def test_a_click_on_send_leads_back_to_the_field(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    write_after_an_answer(scripted, scripted_chat)

    button(scripted_chat, "Send").click()

    expect(scripted_chat.field).to_have_value("")
    expect(scripted_chat.field).to_be_focused()
    answer(scripted, scripted_chat)


def test_the_focus_stays_on_the_button_while_it_changes(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    write_after_an_answer(scripted, scripted_chat)
    jump = scripted_chat.page.locator("#jump")

    scripted_chat.field.press("Tab")
    scripted_chat.page.keyboard.press("Enter")

    expect(button(scripted_chat, "Stop")).to_be_focused()
    scripted.next_reply().say("line\n\n" * 60)
    expect(jump).to_have_text("Still writing", use_inner_text=True)
    scripted_chat.page.keyboard.press("Enter")
    expect(button(scripted_chat, "Send")).to_be_focused()
    expect(jump).to_have_text("Reply stopped", use_inner_text=True)
