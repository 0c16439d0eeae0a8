from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat, answer
from tests.servers.upstream import ScriptedUpstream

TEXT = "\n<b>What</b> is\n\n  tea?"


@pytest.fixture
def asked(scripted: ScriptedUpstream, scripted_chat: Chat) -> Chat:
    """A person who has asked something, and read the answer."""
    scripted_chat.start(TEXT)
    answer(scripted, scripted_chat)
    return scripted_chat


def note(chat: Chat) -> Locator:
    return chat.page.get_by_text("This will be sent as a new message; the earlier one stays.")


def messages(chat: Chat) -> Locator:
    return chat.page.locator('article[data-source="user"]')


def test_up_in_an_empty_field_edits_the_last_message_and_sends_it_as_a_new_one(
    scripted: ScriptedUpstream, asked: Chat
) -> None:
    asked.field.fill("something")
    asked.field.press("ArrowUp")
    expect(asked.field).to_have_value("something")
    asked.field.fill("")

    asked.field.press("ArrowUp")

    expect(asked.field).to_have_value(TEXT)
    expect(note(asked)).to_be_visible()
    asked.field.press_sequentially(" And coffee?")
    asked.field.press("Enter")
    assert answer(scripted, asked) == f"{TEXT} And coffee?"
    expect(messages(asked)).to_have_count(2)
    expect(note(asked)).to_be_hidden()
    expect(asked.field).to_have_value("")
    expect(asked.field).to_be_focused()


@pytest.mark.parametrize("way_out", ["Escape", "Cancel", "send"])
def test_what_stood_in_the_field_returns_after_an_edit(
    way_out: str, scripted: ScriptedUpstream, asked: Chat
) -> None:
    asked.field.fill("a draft")
    messages(asked).last.hover()
    asked.page.get_by_role("link", name="Edit").click()
    expect(asked.field).to_have_value(TEXT)
    expect(asked.field).to_be_focused()
    asked.reload()
    expect(note(asked)).to_be_visible()
    expect(asked.field).to_have_value(TEXT)

    match way_out:
        case "Escape":
            asked.field.press("Escape")
        case "Cancel":
            asked.page.get_by_role("link", name="Cancel").click()
        case "send":
            asked.field.press("Enter")
            answer(scripted, asked)

    expect(note(asked)).to_be_hidden()
    expect(asked.field).to_have_value("a draft")
    asked.reload()
    expect(note(asked)).to_be_hidden()
    expect(asked.field).to_have_value("a draft")


def test_up_edits_nothing_where_later_messages_are_not_shown(
    scripted: ScriptedUpstream, asked: Chat
) -> None:
    asked.send("And coffee?")
    answer(scripted, asked)
    last = asked.page.locator(".turn").last.get_attribute("id")
    asked.page.goto(asked.page.url.partition("#")[0] + f"?before={last}")
    expect(messages(asked)).to_have_count(1)

    asked.field.press("ArrowUp")
    asked.field.press_sequentially("!")

    expect(asked.field).to_have_value("!")


def test_an_address_that_says_edit_does_so_once(scripted: ScriptedUpstream, asked: Chat) -> None:
    asked.field.fill("a draft")
    address = asked.page.url
    edit = asked.page.get_by_role("link", name="Edit").get_attribute("href")
    asked.page.goto(f"{asked.url}{edit}")
    asked.expect_connected()
    expect(asked.field).to_have_value(TEXT)

    asked.page.keyboard.type(" And coffee?")
    asked.page.keyboard.press("Enter")
    assert answer(scripted, asked) == f"{TEXT} And coffee?"

    expect(asked.page).to_have_url(address)
    expect(asked.field).to_have_value("a draft")


def test_esc_stops_the_reply_but_leaves_an_edit_first(
    scripted: ScriptedUpstream, asked: Chat
) -> None:
    asked.send("Talk")
    scripted.next_reply().say("So far")
    stop = asked.page.get_by_role("button", name="Stop")
    expect(stop).to_have_attribute("aria-keyshortcuts", "Escape")
    expect(asked.field).to_have_value("")
    expect(asked.page.locator("#composer")).not_to_have_class(re.compile("htmx-request"))
    asked.field.press("ArrowUp")
    expect(asked.field).to_have_value("Talk")

    asked.page.keyboard.press("Escape")
    expect(asked.field).to_have_value("")
    asked.expect_state("streaming")
    asked.page.keyboard.press("Escape")

    asked.expect_state("stopped")
    expect(asked.reply).to_contain_text(re.compile("So far"))


def test_esc_stops_the_reply_from_within_a_card_too(
    scripted: ScriptedUpstream, asked: Chat
) -> None:
    asked.send("Think")
    reply = scripted.next_reply()
    reply.say("First of all", event_id="thought", kind="reasoning")
    summary = asked.reply.locator("details[open] > summary")
    expect(summary).to_be_visible()

    summary.press("Escape")

    asked.expect_state("stopped")


def test_esc_stops_the_reply_from_a_button_of_its_code_too(
    scripted: ScriptedUpstream, asked: Chat
) -> None:
    asked.send("Write")
    scripted.next_reply().say("```py\nx = 1\n")
    wrap = asked.reply.get_by_role("checkbox", name="Wrap lines")
    wrap.click()

    wrap.press("Escape")

    asked.expect_state("stopped")
