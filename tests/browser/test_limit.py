from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat
from webchat.config import Settings

LIMIT = Settings.message_limit_characters
# One character for a person and for the server, two for a script.
TEA = "🍵"


def line(chat: Chat) -> Locator:
    return chat.page.locator("#limit")


def news(chat: Chat) -> Locator:
    return chat.page.locator("#limit-news")


def test_near_the_limit_the_composer_tells_how_many_characters_are_left(chat: Chat) -> None:
    chat.page.goto(chat.url)
    chat.field.fill(TEA * (LIMIT - 1_000))
    expect(line(chat)).to_be_hidden()
    expect(news(chat)).to_be_empty()

    chat.field.press("a")

    expect(line(chat)).to_have_text("Characters left: 999")
    expect(news(chat)).to_have_text("Characters left: 999")
    chat.field.press("b")
    expect(line(chat)).to_have_text("Characters left: 998")
    expect(news(chat)).to_have_text("Characters left: 999")


def test_a_message_over_the_limit_stays_and_says_so(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    text = TEA * LIMIT + "ab"
    chat.field.fill(text)
    expect(news(chat)).to_have_text("Characters too many: 2")

    chat.field.press("Enter")

    expect(chat.notice).to_contain_text("Shorten it")
    expect(chat.field).to_have_value(text)
    chat.field.press("Backspace")
    expect(chat.notice).to_be_empty()
    chat.field.press("Backspace")
    chat.field.press("Enter")
    expect(chat.field).to_have_value("")
    expect(chat.page.locator('article[data-source="user"]')).to_have_count(2)
