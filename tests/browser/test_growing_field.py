"""The field takes the width that its text needs, and the height."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, ViewportSize

from tests.browser.fixtures import Chat
from tests.browser.places import box_of

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


def frame_of(chat: Chat) -> Locator:
    return chat.page.locator(".composer-box")


def is_button_below(chat: Chat) -> bool:
    field, button = box_of(chat.field), box_of(chat.page.locator("#composer-button"))
    frame = box_of(frame_of(chat))
    assert button["y"] + button["height"] <= frame["y"] + frame["height"]
    return button["y"] >= field["y"] + field["height"]


@pytest.mark.parametrize("script", ["", BY_SCRIPT], ids=["by style", "by script"])
def test_a_text_of_several_lines_has_the_button_below_it(chat: Chat, script: str) -> None:
    chat.page.add_init_script(script)
    chat.page.set_viewport_size(PHONE)
    chat.page.goto(chat.url)
    chat.field.press_sequentially("Few")
    assert not is_button_below(chat)
    empty = box_of(chat.field)

    heights: list[float] = []
    for character in LONG:
        chat.field.press_sequentially(character)
        heights.append(box_of(frame_of(chat))["height"])

    assert heights == sorted(heights), "it flickers between two widths"
    assert is_button_below(chat)
    assert box_of(chat.field)["width"] > empty["width"]
    chat.field.fill("")
    assert box_of(chat.field) == empty


def test_in_a_low_window_the_button_stays_beside_the_text(chat: Chat) -> None:
    chat.page.set_viewport_size(LOW)
    chat.page.goto(chat.url)

    chat.field.fill(LONG * 3)

    assert not is_button_below(chat)
