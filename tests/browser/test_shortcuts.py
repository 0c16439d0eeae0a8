from __future__ import annotations

import re

from playwright.sync_api import Locator, ViewportSize, expect

from tests.browser.fixtures import Chat

PHONE: ViewportSize = {"width": 390, "height": 780}
LOW: ViewportSize = {"width": 1280, "height": 400}
PAPER = "() => getComputedStyle(document.documentElement).backgroundColor"


def find_field(chat: Chat) -> Locator:
    return chat.page.get_by_role("searchbox", name="Find a chat")


def test_a_chat_is_found_and_opened_by_keys_alone(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    address = chat.page.url
    chat.page.keyboard.press("Control+Shift+O")
    chat.page.wait_for_url(chat.url + "/")
    expect(chat.field).to_be_focused()

    chat.page.keyboard.press("Control+K")
    expect(find_field(chat)).to_be_focused()
    chat.page.keyboard.type("hel")
    expect(chat.page.locator("#found-sessions li")).to_have_count(1)
    chat.page.keyboard.press("ArrowDown")
    expect(chat.page.locator("#found-sessions a")).to_be_focused()
    chat.page.keyboard.press("ArrowUp")
    chat.page.keyboard.press("Enter")

    chat.page.wait_for_url(address)
    expect(chat.transcript).to_contain_text("hello")
    chat.page.keyboard.press("Control+K")
    chat.page.keyboard.type("hello to nobody")
    chat.page.keyboard.press("Enter")
    chat.page.wait_for_url(chat.url + "/sessions?q=hello+to+nobody")


def test_on_a_phone_the_list_is_a_sheet_that_a_key_or_a_button_opens(chat: Chat) -> None:
    chat.page.set_viewport_size(PHONE)
    chat.page.goto(chat.url)
    chat.expect_connected()
    expect(find_field(chat)).to_be_hidden()

    chat.page.get_by_role("button", name="Chats").click()
    expect(find_field(chat)).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(find_field(chat)).to_be_hidden()
    chat.page.keyboard.press("Control+K")

    expect(find_field(chat)).to_be_focused()


def test_the_sheet_closes_where_the_list_has_room(chat: Chat) -> None:
    chat.page.set_viewport_size(PHONE)
    chat.page.goto(chat.url)
    chat.expect_connected()
    chat.page.get_by_role("button", name="Chats").click()
    expect(chat.page.locator("#sidebar:popover-open")).to_be_visible()

    chat.page.set_viewport_size({"width": 1024, "height": 768})

    expect(chat.page.locator("#sidebar:popover-open")).to_have_count(0)
    expect(find_field(chat)).to_be_in_viewport()


def test_single_keys_lead_to_the_list_of_keys_and_from_there_to_the_field(chat: Chat) -> None:
    chat.page.set_viewport_size(LOW)
    chat.page.goto(chat.url)
    chat.expect_connected()
    chat.page.get_by_role("link", name="New chat").focus()
    heading = chat.page.get_by_role("heading", name="Keyboard shortcuts")
    paper = chat.page.evaluate(PAPER)

    chat.page.keyboard.press("?")
    expect(heading).to_be_in_viewport(ratio=1)
    assert chat.page.evaluate(PAPER) != paper, "the room for a scrollbar is dimmed too"
    chat.page.keyboard.press("Tab")
    expect(chat.page.get_by_role("checkbox", name=re.compile("Single keys"))).to_be_focused()
    chat.page.keyboard.press("/")

    expect(heading).to_be_hidden()
    assert chat.page.evaluate(PAPER) == paper
    expect(chat.field).to_be_focused()
    chat.page.keyboard.type("/?")
    expect(chat.field).to_have_value("/?")
    expect(heading).to_be_hidden()
    chat.page.get_by_role("link", name="New chat").focus()
    chat.page.keyboard.press("?")
    chat.page.keyboard.press("Control+K")
    expect(heading).to_be_hidden()
    expect(find_field(chat)).to_be_focused()


def test_single_keys_can_be_switched_off_for_good(chat: Chat) -> None:
    chat.page.goto(chat.url)
    chat.page.get_by_role("button", name="Keyboard shortcuts").click()
    chat.page.get_by_role("checkbox", name=re.compile("Single keys")).uncheck()
    chat.page.reload()
    chat.expect_connected()
    chat.page.get_by_role("link", name="New chat").focus()

    chat.page.keyboard.press("/")

    expect(chat.field).not_to_be_focused()
    expect(chat.page.get_by_role("link", name="New chat")).to_be_focused()


def test_a_keyboard_of_another_script_has_the_same_keys(chat: Chat) -> None:
    chat.page.goto(chat.url)
    chat.expect_connected()

    # As an Arabic keyboard tells of them.
    chat.field.dispatch_event("keydown", {"key": "ن", "code": "KeyK", "ctrlKey": True})
    expect(find_field(chat)).to_be_focused()
    link = chat.page.get_by_role("link", name="New chat")
    link.dispatch_event("keydown", {"key": "؟", "code": "Slash", "shiftKey": True})

    expect(chat.page.get_by_role("heading", name="Keyboard shortcuts")).to_be_visible()
