"""Replies that are longer than the view, and readers who go about in them."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

PARAGRAPHS = 60
IS_AT_END = """() => {
  const page = document.scrollingElement;
  return page.scrollHeight > 2 * page.clientHeight
    && page.scrollHeight - page.clientHeight - page.scrollTop < 2;
}"""
PLACE = "() => document.scrollingElement.scrollTop"


def jump(chat: Chat) -> Locator:
    return chat.page.locator("#jump")


def question(chat: Chat) -> Locator:
    return chat.page.locator(".message-text").last


def say_much(reply: ScriptedReply) -> None:
    reply.say(*(f"paragraph {number}\n\n" for number in range(PARAGRAPHS)))


def end(scripted: ScriptedUpstream, chat: Chat, reply: ScriptedReply) -> None:
    # Else it may be the reply before this one that is done.
    expect(question(chat)).to_have_text(reply.text)
    scripted.store_reply(reply)
    reply.end()
    chat.expect_answered(reply)


def ask(scripted: ScriptedUpstream, chat: Chat) -> ScriptedReply:
    """Ask for a long reply, which goes on."""
    chat.start("Talk")
    reply = scripted.next_reply()
    say_much(reply)
    expect(chat.reply).to_contain_text(f"paragraph {PARAGRAPHS - 1}")
    return reply


def follow_much(scripted: ScriptedUpstream, chat: Chat) -> ScriptedReply:
    """Go to the end that such a reply has so far."""
    reply = ask(scripted, chat)
    jump(chat).click()
    chat.page.wait_for_function(IS_AT_END)
    return reply


def go_up(chat: Chat, pixels: int) -> None:
    place = chat.page.evaluate(PLACE)
    chat.page.mouse.move(300, 300)
    chat.page.mouse.wheel(0, -pixels)
    chat.page.wait_for_function(f"place => ({PLACE})() <= place - {pixels}", arg=place)
