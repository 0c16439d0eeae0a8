"""The button that leads to the end of a chat."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.browser.long_replies import (
    IS_AT_END,
    PLACE,
    ask,
    end,
    follow_much,
    go_up,
    jump,
    question,
)
from tests.servers.upstream import ScriptedUpstream

HIDDEN_PIXELS = """() => {
  const status = document.querySelector(".turn:last-child .reply-status");
  const composer = document.getElementById("composer");
  return status.getBoundingClientRect().bottom - composer.getBoundingClientRect().top;
}"""


def test_the_jump_says_how_many_messages_are_new_and_hands_the_focus_on(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    end(scripted, scripted_chat, follow_much(scripted, scripted_chat))
    go_up(scripted_chat, 400)
    expect(scripted_chat.page.get_by_role("button", name="Jump to latest")).to_be_visible()
    place = scripted_chat.page.evaluate(PLACE)

    other = Chat(scripted_chat.page.context.new_page(), scripted_chat.url)
    other.page.goto(scripted_chat.page.url)
    for news in ("New reply", "New messages 2"):
        other.page.bring_to_front()
        other.expect_connected()
        expect(other.field).to_have_value("")
        other.send(f"From another tab, to make: {news}")
        reply = scripted.next_reply()
        reply.say("Well.")
        end(scripted, other, reply)
        scripted_chat.page.bring_to_front()
        expect(jump(scripted_chat)).to_have_text(news, use_inner_text=True)

    assert scripted_chat.page.evaluate(PLACE) == place
    scripted_chat.page.keyboard.press("Shift+Tab")
    expect(jump(scripted_chat)).to_be_focused()
    scripted_chat.page.keyboard.press("Enter")
    expect(scripted_chat.field).to_be_focused()
    expect(jump(scripted_chat)).to_be_hidden()
    scripted_chat.page.wait_for_function(IS_AT_END)


def test_a_click_on_the_jump_leads_to_the_field(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    end(scripted, scripted_chat, ask(scripted, scripted_chat))
    scripted_chat.reply.get_by_text("paragraph 0", exact=True).click()
    expect(scripted_chat.field).not_to_be_focused()

    jump(scripted_chat).click()
    expect(jump(scripted_chat)).to_be_hidden()
    scripted_chat.page.keyboard.type("And now?")

    expect(scripted_chat.field).to_have_value("And now?")


def test_a_reply_that_was_stopped_says_so_if_only_its_last_line_is_out_of_view(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    end(scripted, scripted_chat, ask(scripted, scripted_chat))
    scripted_chat.send("And now?")
    expect(question(scripted_chat)).to_have_text("And now?")
    reply = scripted.next_reply()
    number = 0
    while scripted_chat.page.evaluate(HIDDEN_PIXELS) <= 0:
        number += 1
        reply.say(f"line {number}\n\n")
        expect(scripted_chat.reply).to_contain_text(f"line {number}")
    expect(jump(scripted_chat)).to_be_hidden()

    scripted_chat.page.keyboard.press("Escape")

    expect(jump(scripted_chat)).to_have_text("Reply stopped", use_inner_text=True)
    jump(scripted_chat).click()
    expect(scripted_chat.reply.get_by_role("button", name="Ask again")).to_be_in_viewport(ratio=1)
    expect(jump(scripted_chat)).to_be_hidden()
