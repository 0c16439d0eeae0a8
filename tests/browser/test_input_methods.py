"""Enter belongs to the input method while it composes, whatever order a browser tells it in."""

from __future__ import annotations

from playwright.sync_api import CDPSession, expect

from tests.browser.fixtures import Chat

ENTER = {"key": "Enter", "code": "Enter", "text": "\r"}
# Tells whether the key is left to the input method: what a script takes for a command, it prevents.
PRESS = """(field, init) => field.dispatchEvent(
  new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...init }))"""
END_IN_SAFARI = """(field) => field.dispatchEvent(
  new CompositionEvent("compositionend", { bubbles: true, data: "日本" }))"""
COMPOSING = 229


def compose(chat: Chat, text: str) -> CDPSession:
    chat.start("hello")
    chat.expect_state("done")
    chat.field.focus()
    keyboard = chat.page.context.new_cdp_session(chat.page)
    keyboard.send(
        "Input.imeSetComposition",
        {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
    )
    return keyboard


def expect_nothing_sent(chat: Chat) -> None:
    expect(chat.notice).to_be_empty()
    expect(chat.field).to_have_value("日本")
    expect(chat.page.locator('article[data-source="user"]')).to_have_count(1)


def test_the_enter_that_ends_a_composition_does_not_send(chat: Chat) -> None:
    keyboard = compose(chat, "にほん")
    assert chat.field.evaluate(PRESS, {"key": "Enter", "isComposing": True})
    keyboard.send("Input.insertText", {"text": "日本"})
    expect_nothing_sent(chat)

    chat.field.press("Enter")

    expect(chat.page.locator('article[data-source="user"]').last).to_contain_text("日本")
    expect(chat.field).to_have_value("")


def test_in_safari_the_composition_is_over_before_its_enter_comes(chat: Chat) -> None:
    keyboard = compose(chat, "にほん")
    keyboard.send("Input.insertText", {"text": "日本"})
    chat.field.evaluate(END_IN_SAFARI)
    assert chat.field.evaluate(PRESS, {"key": "Enter", "keyCode": COMPOSING})
    expect_nothing_sent(chat)

    chat.field.press("Enter")

    expect(chat.page.locator('article[data-source="user"]').last).to_contain_text("日本")


def test_esc_and_up_are_the_input_methods_too(chat: Chat) -> None:
    chat.start("long 5000")
    for key in ("Escape", "ArrowUp"):
        assert chat.field.evaluate(PRESS, {"key": key, "isComposing": True})
        assert chat.field.evaluate(PRESS, {"key": key, "keyCode": COMPOSING})

    expect(chat.field).to_have_value("")
    chat.expect_state("streaming")
    chat.field.press("Escape")
    chat.expect_state("stopped")
