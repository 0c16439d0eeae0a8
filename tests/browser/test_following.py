from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems

PARAGRAPHS = 60
IS_AT_END = """() => {
  const page = document.scrollingElement;
  return page.scrollHeight > 2 * page.clientHeight
    && page.scrollHeight - page.clientHeight - page.scrollTop < 2;
}"""
HAS_LEFT_END = f"() => !({IS_AT_END})()"
SHOWS_LAST_LINE = """() => {
  const lines = document.querySelectorAll("[role=log] p");
  const composer = document.getElementById("composer");
  return lines[lines.length - 1].getBoundingClientRect().bottom
    <= composer.getBoundingClientRect().top;
}"""


def say_much(reply: ScriptedReply) -> None:
    reply.say(*(f"paragraph {number}\n\n" for number in range(PARAGRAPHS)))


def follow_much(scripted: ScriptedUpstream, chat: Chat) -> ScriptedReply:
    """Read a long reply, which goes on, to the end that it has so far."""
    chat.start("Talk")
    reply = scripted.next_reply()
    say_much(reply)
    expect(chat.reply).to_contain_text(f"paragraph {PARAGRAPHS - 1}")
    chat.page.wait_for_function(IS_AT_END)
    return reply


def test_a_reader_at_the_end_stays_there_however_fast_the_reply_grows(chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")

    chat.page.wait_for_function(IS_AT_END)


def test_a_reader_who_went_up_a_little_is_left_there(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = follow_much(scripted, scripted_chat)

    scripted_chat.page.mouse.move(300, 300)
    scripted_chat.page.mouse.wheel(0, -30)
    scripted_chat.page.wait_for_function(HAS_LEFT_END)
    reply.say("and on\n\n", "and to the end")
    expect(scripted_chat.reply).to_contain_text("and to the end")
    scripted.store_reply(reply)
    reply.end()
    scripted_chat.expect_state("done")

    assert scripted_chat.page.evaluate(HAS_LEFT_END)


def test_what_is_sent_comes_into_view_from_wherever_the_reader_was(chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    chat.page.wait_for_function(IS_AT_END)
    chat.page.evaluate("scrollTo(0, 0)")
    expect(chat.page.locator(".message").first).to_be_in_viewport()

    chat.send("hello from above")

    expect(chat.page.locator(".message-text").last).to_have_text("hello from above")
    expect(chat.page.locator(".message-text").last).to_be_in_viewport()


def test_a_notice_does_not_cover_the_last_lines(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = follow_much(scripted, scripted_chat)

    scripted_chat.send("Too early" + "\n" * 8)

    expect(scripted_chat.notice).to_contain_text(problems.RUNNING)
    scripted_chat.page.wait_for_function(SHOWS_LAST_LINE)
    scripted.store_reply(reply)
    reply.end()
    scripted_chat.expect_state("done")
