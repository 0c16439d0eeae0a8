from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems


def test_enter_sends_and_shift_enter_breaks_the_line(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")

    chat.field.press_sequentially("first")
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("second")
    chat.field.press("Enter")

    chat.expect_state("done")
    message = chat.page.locator('article[data-source="user"]').last
    expect(message.locator(".message-text")).to_have_text("first\nsecond", use_inner_text=True)
    expect(chat.field).to_have_value("")


@pytest.mark.parametrize("key", ["Control+Enter", "Meta+Enter"])
def test_enter_with_a_command_key_sends_too(key: str, chat: Chat) -> None:
    chat.page.goto(chat.url)
    expect(chat.field).to_have_attribute("enterkeyhint", "send")
    chat.send_key = key

    chat.start("hello")

    expect(chat.page.locator('article[data-source="user"]')).to_contain_text("hello")


def test_a_second_message_is_refused_in_words_and_its_text_is_kept(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("First")
    reply = scripted.next_reply()
    reply.say("Still at it")

    scripted_chat.send("Second")

    expect(scripted_chat.notice).to_contain_text(problems.RUNNING)
    expect(scripted_chat.field).to_have_value("Second")
    reply.end()
    scripted_chat.expect_state("done")
    expect(scripted_chat.notice).to_be_empty()
    scripted_chat.field.press("Enter")
    assert scripted.next_reply().text == "Second"
    expect(scripted_chat.field).to_have_value("")


def test_a_message_sent_before_the_last_one_has_arrived_says_so_and_is_kept(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("First")
    reply = scripted.next_reply()
    reply.say("Yes")
    reply.end()
    scripted_chat.expect_state("done")
    held: list[Route] = []
    scripted_chat.page.route("**/messages", lambda route: held.append(route))

    scripted_chat.send("Second")
    scripted_chat.field.press_sequentially(" and third")
    scripted_chat.field.press("Enter")

    expect(scripted_chat.notice).to_have_text("The message before is still being sent.")
    expect(scripted_chat.field).to_have_value("Second and third")
    held[0].continue_()
    reply = scripted.next_reply()
    assert reply.text == "Second"
    expect(scripted_chat.notice).to_be_empty()
    expect(scripted_chat.field).to_have_value(" and third")
    assert len(held) == 1
    reply.end()


def test_an_empty_message_is_refused_in_words(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")

    chat.field.press("Enter")

    expect(chat.notice).to_contain_text(problems.EMPTY)
    chat.field.press("a")
    expect(chat.notice).to_be_empty()


def test_text_typed_while_a_reply_is_written_survives(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Talk")
    reply = scripted.next_reply()
    for number in range(20):
        scripted_chat.field.press_sequentially(f"{number} ")
        reply.say(f"token{number}\n\n")
        expect(scripted_chat.reply).to_contain_text(f"token{number}")
    reply.end()
    scripted_chat.expect_state("done")

    expect(scripted_chat.field).to_have_value("".join(f"{number} " for number in range(20)))
    expect(scripted_chat.field).to_be_focused()


def test_a_message_that_cannot_leave_stays_and_says_so(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    chat.page.context.set_offline(True)

    chat.send("Keep me")

    expect(chat.notice).to_contain_text("Your text is kept")
    expect(chat.field).to_have_value("Keep me")
    chat.complaints.clear()


def test_a_stopped_message_is_asked_again_with_one_click(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("What is tea?")
    scripted.next_reply().say("A hot")
    expect(scripted_chat.reply).to_contain_text("A hot")
    scripted_chat.page.get_by_role("button", name="Stop").click()
    scripted_chat.expect_state("stopped")
    scripted_chat.field.fill("a draft")

    scripted_chat.page.get_by_role("button", name="Ask again").click()

    reply = scripted.next_reply()
    assert reply.text == "What is tea?"
    scripted_chat.expect_state("streaming")
    expect(scripted_chat.field).to_have_value("a draft")
    reply.end()
