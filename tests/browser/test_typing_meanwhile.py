"""What is typed while a message is on its way, over it or after it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Chat, answer
from tests.browser.held_messages import send_without_an_answer
from tests.servers.upstream import ScriptedUpstream
from webchat.config import Settings


@pytest.mark.parametrize("refused", ["by the server", "by the line"])
def test_what_is_typed_over_a_message_that_is_refused_follows_it(
    refused: str, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    held = send_without_an_answer(scripted, scripted_chat, "Again")
    scripted_chat.field.fill("Next question")

    if refused == "by the server":
        held.fulfill(status=409)
    else:
        held.abort()

    expect(scripted_chat.field).to_have_value("Again\nNext question")
    scripted_chat.reload()
    expect(scripted_chat.field).to_have_value("Again\nNext question")
    scripted_chat.complaints.clear()


@pytest.mark.parametrize(
    "keys", [["Backspace", "n"], ["ControlOrMeta+a", "x", "ControlOrMeta+z"]], ids=["key", "undo"]
)
def test_a_key_of_correction_does_not_say_a_refused_message_twice(
    keys: list[str], scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    held = send_without_an_answer(scripted, scripted_chat, "Again")
    for key in keys:
        scripted_chat.field.press(key)

    held.abort()

    expect(scripted_chat.notice).not_to_be_empty()
    expect(scripted_chat.field).to_have_value("Again")
    scripted_chat.complaints.clear()


def test_what_follows_a_refused_message_is_counted_with_it(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    held = send_without_an_answer(scripted, scripted_chat, "Again")
    scripted_chat.field.fill("x" * Settings.message_limit_characters)

    held.abort()

    expect(scripted_chat.page.locator("#limit")).to_have_text("Characters too many: 6")
    expect(scripted_chat.notice).not_to_be_empty()
    scripted_chat.complaints.clear()


@pytest.mark.parametrize(
    ("key", "keys", "typed"),
    [
        ("End", "Against it", "Against it"),
        ("Backspace", "", ""),
        ("Backspace", "n and more", " and more"),
        ("ControlOrMeta+a", "Against it", "Against it"),
        ("ControlOrMeta+Backspace", "Against it", "Against it"),
    ],
)
def test_what_is_typed_while_a_message_leaves_stays_whole(
    key: str, keys: str, typed: str, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    held = send_without_an_answer(scripted, scripted_chat, "Again")
    scripted_chat.field.press(key)
    scripted_chat.field.press_sequentially(keys)

    held.continue_()

    expect(scripted_chat.page.locator('article[data-source="user"]')).to_have_count(2)
    expect(scripted_chat.field).to_have_value(typed)
    answer(scripted, scripted_chat)
    scripted_chat.reload()
    expect(scripted_chat.field).to_have_value(typed)
