"""A page enlarged to 400 %, and text set wider than we do."""

from __future__ import annotations

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.fixtures import Chat
from tests.browser.places import box_of, top_of
from tests.servers.upstream import ScriptedUpstream

# What 1280 by 1024 pixels are at 400 %.
ENLARGED: ViewportSize = {"width": 320, "height": 256}
LINES_TO_READ = 4
LINE_PIXELS = 26
IS_WIDER_THAN_ITS_SCREEN = "document.scrollingElement.scrollWidth > innerWidth"
# Of WCAG's 1.4.12.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; }
    * { word-spacing: 0.16em !important; }
    p { margin-block-end: 2em !important; }
  `);
  document.adoptedStyleSheets = [sheet];
}"""
FADE_OF_THE_HEADER = "getComputedStyle(document.querySelector('.site-header'), '::after').content"
CUT_OFF = """() => [...document.querySelectorAll("button, a.button, label, .status-text")]
  .filter((each) => each.checkVisibility() && !each.matches(".action, .visually-hidden"))
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .filter((each) => getComputedStyle(each).display !== "inline")
  .map((each) => each.outerHTML)
"""


def room_to_read(page: Page) -> float:
    """Give the pixels between the top of the view, or what is stuck to it, and the composer."""
    page.mouse.wheel(0, 200)
    header = box_of(page.locator(".site-header"))
    return top_of(page.locator("#composer")) - max(0, header["y"] + header["height"])


def test_an_enlarged_page_can_be_read_written_in_and_left(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat, page = scripted_chat, scripted_chat.page
    page.set_viewport_size(ENLARGED)
    chat.start("Go on")
    reply = scripted.next_reply()
    reply.say("A paragraph of some words.\n\n" * 12, "| a | b |\n|---|---|\n| c | d |\n\nNow")
    expect(chat.reply).to_contain_text("Now")
    chat.field.fill("typed\n" * 8)

    assert room_to_read(page) >= LINES_TO_READ * LINE_PIXELS
    assert page.evaluate(FADE_OF_THE_HEADER) == "none"  # it would lie upon the text
    assert not page.evaluate(IS_WIDER_THAN_ITS_SCREEN)
    chat.field.press("Enter")
    expect(chat.notice).to_contain_text("still being written")
    expect(chat.notice).to_be_in_viewport()
    expect(page.locator("#composer-button")).to_be_in_viewport(ratio=1)
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("button", name="Chats").click()
    page.get_by_role("button", name="Dark").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Dark")).to_be_in_viewport(ratio=0.9)
    page.locator("#session-list").get_by_role("link").last.click()
    expect(page.locator("#sidebar")).to_be_hidden()


def test_text_that_is_set_wider_is_cut_off_nowhere(chat: Chat) -> None:
    page = chat.page
    for size in (ENLARGED, ViewportSize(width=1280, height=900)):
        page.set_viewport_size(size)
        chat.start("tool")
        chat.expect_state("done")
        for address in (page.url, f"{chat.url}/", f"{chat.url}/sessions"):
            page.goto(address)
            page.evaluate(SPACED)
            assert not page.evaluate(IS_WIDER_THAN_ITS_SCREEN)
            assert page.evaluate(CUT_OFF) == []
