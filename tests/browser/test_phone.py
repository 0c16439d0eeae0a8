from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.fixtures import Chat, well_behaved
from tests.browser.places import FINGER_PIXELS, box_of
from tests.servers.site import Site

HEIGHT_PIXELS = 844
WITH_KEYBOARD_PIXELS = 350
NOTCH_PIXELS = 59
# On iOS the page keeps its height, and only what is seen of it shrinks.
AS_ON_IOS = """
const seen = new EventTarget();
Object.assign(seen, { scale: 1, offsetTop: 0, height: HEIGHT });
Object.defineProperty(window, "visualViewport", { value: seen });
""".replace("HEIGHT", str(HEIGHT_PIXELS))
SHRINK = """(height) => {
  visualViewport.height = height;
  visualViewport.dispatchEvent(new Event("resize"));
}"""


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        viewport={"width": 390, "height": HEIGHT_PIXELS}, has_touch=True, is_mobile=True
    )
    yield context
    context.close()


@pytest.fixture
def chat(phone: BrowserContext, guide_site: Site) -> Iterator[Chat]:
    chat = Chat(phone.new_page(), guide_site.url)
    chat.send_key = "Control+Enter"
    yield from well_behaved(chat)


def bottom(chat: Chat) -> float:
    box = box_of(chat.page.locator(".composer-box"))
    assert box["y"] >= 0
    return box["y"] + box["height"]


def test_a_keyboard_that_makes_the_page_smaller_leaves_the_composer_in_sight(chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    chat.field.fill("line\n" * 40)

    chat.page.set_viewport_size({"width": 390, "height": WITH_KEYBOARD_PIXELS})

    assert bottom(chat) <= WITH_KEYBOARD_PIXELS
    expect(chat.page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)


def test_a_keyboard_that_lies_over_the_page_leaves_the_composer_in_sight(chat: Chat) -> None:
    chat.page.add_init_script(AS_ON_IOS)
    chat.start("tour")
    chat.expect_state("done")
    assert bottom(chat) > WITH_KEYBOARD_PIXELS

    chat.page.evaluate(SHRINK, WITH_KEYBOARD_PIXELS)
    assert bottom(chat) <= WITH_KEYBOARD_PIXELS

    chat.page.evaluate(SHRINK, HEIGHT_PIXELS)
    assert bottom(chat) > WITH_KEYBOARD_PIXELS


def test_a_tap_on_a_button_does_not_bring_the_keyboard_up_again(chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    chat.page.locator(".message-text").tap()
    expect(chat.field).not_to_be_focused()

    chat.page.locator("#jump").tap()

    expect(chat.page.locator("#jump")).to_be_hidden()
    expect(chat.field).not_to_be_focused()
    chat.field.fill("hello again")

    chat.page.get_by_role("button", name="Send").tap()

    expect(chat.field).to_have_value("")
    expect(chat.field).not_to_be_focused()


def test_enter_breaks_the_line_where_there_is_only_a_finger(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    expect(chat.field).to_have_attribute("enterkeyhint", "enter")

    chat.field.press_sequentially("first")
    chat.field.press("Enter")
    chat.field.press_sequentially("second")

    expect(chat.field).to_have_value("first\nsecond")
    messages = chat.page.locator('article[data-source="user"]')
    expect(messages).to_have_count(1)
    chat.page.get_by_role("button", name="Send").tap()
    expect(messages.last.locator(".message-text")).to_have_text(
        "first\nsecond", use_inner_text=True
    )


def test_no_keys_are_listed_where_there_is_only_a_finger(chat: Chat) -> None:
    chat.page.goto(chat.url)
    keys = chat.page.get_by_role("button", name="Keyboard shortcuts")
    chat.page.get_by_role("button", name="Chats").tap()
    expect(chat.page.get_by_role("searchbox")).to_be_visible()
    expect(keys).to_be_hidden()


def test_the_buttons_of_code_are_as_large_as_a_finger(chat: Chat) -> None:
    chat.start("code")
    chat.expect_state("done")

    buttons = chat.reply.locator(".code-button").all()

    assert len(buttons) == 6
    for button in buttons:
        box = box_of(button)
        assert min(box["width"], box["height"]) >= FINGER_PIXELS


def test_what_was_tapped_does_not_go_on_looking_pressed(chat: Chat) -> None:
    chat.start("code")
    chat.expect_state("done")
    wrap = chat.reply.get_by_role("checkbox", name="Wrap").first
    bare = wrap.evaluate("button => getComputedStyle(button).backgroundColor")

    for is_pressed in (True, False):
        wrap.tap()
        expect(wrap).to_be_checked(checked=is_pressed)

    expect(wrap).to_have_css("background-color", bare)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_can_be_pressed_keeps_clear_of_a_notch(chat: Chat, language: str) -> None:
    page = chat.page
    page.set_extra_http_headers({"Accept-Language": language})
    page.set_viewport_size({"width": HEIGHT_PIXELS, "height": 390})
    notch = {"left": NOTCH_PIXELS, "right": NOTCH_PIXELS}
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setSafeAreaInsetsOverride", {"insets": notch})
    page.goto(chat.url)
    page.locator(".site-header [popovertarget=sidebar]").click()
    side = box_of(page.locator("#sidebar"))
    near, far = side["x"], HEIGHT_PIXELS - side["x"] - side["width"]

    assert min(near, far) == 0
    things = page.locator(".site-header .button, #sidebar .button, #sidebar input")
    seen = things.locator("visible=true").all()
    assert seen
    for thing in seen:
        box = box_of(thing)
        assert NOTCH_PIXELS <= box["x"] <= HEIGHT_PIXELS - NOTCH_PIXELS - box["width"]
