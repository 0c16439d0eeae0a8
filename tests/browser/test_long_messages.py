"""What a person sends may be long: then its beginning is shown, and all of it on demand."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import violations_on
from tests.browser.fixtures import Chat, answer
from tests.servers.upstream import ScriptedUpstream

LINES = "\n".join(f"line {number}" for number in range(200))


@pytest.mark.parametrize("text", [LINES, "some words" * 1_000], ids=["lines", "words"])
def test_a_long_message_shows_its_beginning_and_all_of_it_on_demand(
    scripted: ScriptedUpstream, scripted_chat: Chat, text: str
) -> None:
    chat = scripted_chat
    chat.start(text)
    answer(scripted, chat)
    message = chat.page.locator(".message-text")
    live = chat.html()
    chat.reload()
    assert chat.html() == live
    expect(message).to_be_in_viewport(ratio=1)
    assert violations_on(chat.page) == []

    more = chat.page.locator(".message-fold summary")
    more.press("Enter")

    expect(more).to_have_text("Show less", use_inner_text=True)
    expect(message).not_to_be_in_viewport(ratio=1)
    more.press("Enter")
    expect(more).to_have_text("Show more", use_inner_text=True)
    expect(message).to_be_in_viewport()
    chat.page.get_by_title("Edit").press("Enter")
    expect(chat.field).to_have_value(text)


@pytest.mark.parametrize("text", ["x" * 1_400, "some words " * 130], ids=["no spaces", "words"])
def test_a_message_on_a_phone_leaves_room_for_its_answer(
    scripted: ScriptedUpstream, scripted_chat: Chat, text: str
) -> None:
    page = scripted_chat.page
    page.set_viewport_size({"width": 390, "height": 844})
    scripted_chat.start(text)
    answer(scripted, scripted_chat)

    height = "element => element.getBoundingClientRect().height"
    assert page.locator(".message-text").evaluate(height) < 844


def test_a_link_to_a_folded_message_marks_all_of_its_outline(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat = scripted_chat
    chat.start(LINES)
    answer(scripted, chat)

    link = chat.page.get_by_title("Link to this message").first
    chat.page.goto(f"{chat.url}{link.get_attribute('href')}")

    message = chat.page.locator(".message:target > .message-text")
    expect(message).to_have_css("outline-style", "solid")
    expect(message).to_have_css("mask-image", "none")


def test_a_short_message_is_shown_whole(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    scripted_chat.start("line\n" * 10)
    answer(scripted, scripted_chat)

    expect(scripted_chat.page.locator(".message-fold")).to_have_count(0)


def test_all_of_a_long_message_is_shown_without_javascript(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start(LINES)
    chat.expect_state("done")
    message = chat.page.locator(".message-text")

    chat.page.locator(".message-fold summary").click()

    assert message.evaluate("element => element.scrollHeight <= element.clientHeight")
