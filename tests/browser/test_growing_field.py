"""The field takes the width that its text needs, and the height."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, ViewportSize

from tests.browser.fixtures import Chat

PHONE: ViewportSize = {"width": 390, "height": 780}
LOW: ViewportSize = {"width": 780, "height": 340}
LONG = "These are more words than there is room for in one line, beside a button or not."
# As a browser whose style sheets cannot make a field grow.
BY_SCRIPT = """
const supports = CSS.supports.bind(CSS);
CSS.supports = (name, value) => name !== "field-sizing" && supports(name, value);
addEventListener("DOMContentLoaded", () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("textarea { field-sizing: fixed !important; }");
  document.adoptedStyleSheets = [sheet];
});
"""


def box(chat: Chat, selector: str) -> FloatRect:
    found = chat.page.locator(selector).bounding_box()
    assert found is not None
    return found


def is_button_below(chat: Chat) -> bool:
    field, button = box(chat, "#content"), box(chat, "#composer-button")
    frame = box(chat, ".composer-box")
    assert button["y"] + button["height"] <= frame["y"] + frame["height"]
    return button["y"] >= field["y"] + field["height"]


@pytest.mark.parametrize("script", ["", BY_SCRIPT], ids=["by style", "by script"])
def test_a_text_of_several_lines_has_the_button_below_it(chat: Chat, script: str) -> None:
    chat.page.add_init_script(script)
    chat.page.set_viewport_size(PHONE)
    chat.page.goto(chat.url)
    chat.field.press_sequentially("Few")
    assert not is_button_below(chat)
    empty = box(chat, "#content")

    heights: list[float] = []
    for character in LONG:
        chat.field.press_sequentially(character)
        heights.append(box(chat, ".composer-box")["height"])

    assert heights == sorted(heights), "it flickers between two widths"
    assert is_button_below(chat)
    assert box(chat, "#content")["width"] > empty["width"]
    chat.field.fill("")
    assert box(chat, "#content") == empty


def test_in_a_low_window_the_button_stays_beside_the_text(chat: Chat) -> None:
    chat.page.set_viewport_size(LOW)
    chat.page.goto(chat.url)

    chat.field.fill(LONG * 3)

    assert not is_button_below(chat)
