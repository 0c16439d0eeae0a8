"""The focus of who reads with the keyboard, while a reply is written around it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat
from tests.browser.line import FORGET_POSITION, ChatOnALine
from tests.browser.places import box_of, top_of
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

MARK = "element => { element.isTheOne = true; }"
IS_MARKED = "element => Boolean(element.isTheOne)"


def assert_focus_stays_while(
    chat: Chat, reply: ScriptedReply, focused: Locator, finished: str
) -> None:
    """Assert that ``focused`` is the same while a token comes, and its likeness afterwards."""
    focused.focus()
    focused.evaluate(MARK)
    reply.say(" **more")
    expect(chat.reply).to_contain_text("more")
    expect(focused).to_be_focused()
    assert focused.evaluate(IS_MARKED), "it would be read out anew"
    reply.say(finished, "After\n\nall")
    expect(chat.reply).to_contain_text("all")
    expect(focused).to_be_focused()


def test_a_link_keeps_the_focus_while_its_paragraph_is_written_and_when_it_ends(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    writing.say("[before](https://a.example) and [here](https://b.example) and")
    here = scripted_chat.page.get_by_role("link", name="here")

    assert_focus_stays_while(scripted_chat, writing, here, "** of it.\n\n")
    assert here.evaluate("link => link.closest('.tail')") is None


@pytest.mark.parametrize("name", ["Wrap lines", "Copy"])
def test_a_button_of_code_keeps_the_focus_in_an_item_that_is_written(
    scripted_chat: Chat, writing: ScriptedReply, name: str
) -> None:
    writing.say("- a\n- b\n- ```py\n  x = 1\n  y = 2\n  ```\n\n  and")
    button = scripted_chat.reply.locator(".code").get_by_label(name)

    assert_focus_stays_while(scripted_chat, writing, button, "**\n\n")


@pytest.mark.parametrize("name", ["Wrap lines", "Copy"])
def test_what_takes_the_focus_stands_clear_of_the_header(
    scripted_chat: Chat, writing: ScriptedReply, name: str
) -> None:
    writing.say("Before\n\n" * 20, "```py\nx = 1\n```\n\n", "After\n\n" * 40, "End")
    button = scripted_chat.reply.locator(".code").get_by_label(name)
    expect(scripted_chat.reply).to_contain_text("End")
    button.evaluate("button => scrollBy(0, button.getBoundingClientRect().top - 10)")

    button.focus()

    header = box_of(scripted_chat.page.locator(".site-header"))
    assert top_of(button) >= header["y"] + header["height"]


def test_what_is_below_a_reply_keeps_the_focus_when_the_next_begins(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat = scripted_chat
    chat.start("Write")
    for text in ("First", "Second"):
        reply = scripted.next_reply()
        reply.say(text)
        expect(chat.reply).to_contain_text(text)
        scripted.store_reply(reply)
        reply.end()
        chat.expect_state("done")
        again = chat.transcript.get_by_role("button", name="Ask again").first
        if text == "First":
            again.focus()
            chat.page.keyboard.press("Enter")
        expect(again).to_be_focused()


@pytest.mark.parametrize("source", ["user", "ai_agent"])
def test_an_action_keeps_the_focus_when_its_turn_is_drawn_anew(
    source: str, ada: ChatOnALine
) -> None:
    ada.expect_whole(ada.ask())
    turn = ada.page.locator(".turn")
    turn.evaluate("turn => { turn.dataset.isOld = ''; }")
    link = turn.locator(f'[data-source="{source}"]').get_by_title("Link to this message")
    link.focus()

    ada.page.evaluate(FORGET_POSITION)
    ada.line.cut()

    expect(turn).not_to_have_attribute("data-is-old", "")
    expect(link).to_be_focused()


def test_a_summary_keeps_the_focus_when_its_tool_has_answered_and_more_is_said(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    call = {"type": "tool_call", "tool_call_id": "c1", "tool_name": "search", "args": []}
    writing.patch("call", {"op": "add", "path": "/tool_calls/0", "value": call})
    summary = scripted_chat.reply.locator("summary")
    expect(summary).to_contain_text("search")
    summary.focus()

    result = {"tool_call_id": "c1", "tool_name": "search", "args": {}, "data": {"result": "hot"}}
    writing.patch("result", {"op": "add", "path": "/tool_call_results/0", "value": result})
    expect(summary).to_contain_text("Called")
    writing.say("It is there.")

    expect(scripted_chat.reply).to_contain_text("It is there.")
    expect(summary).to_be_focused()
