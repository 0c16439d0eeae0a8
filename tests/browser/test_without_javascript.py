from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.fixtures import Chat
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems

ANY = re.compile(".")
ICON = """button => {
  const { width, height, maskImage } = getComputedStyle(button, "::before");
  return [width, height, maskImage.includes("icons")];
}"""


def test_sending_and_reading_work_by_forms_and_links(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("hello from a plain page")
    chat.page.wait_for_url("**/sessions/*")

    chat.expect_state("done")
    expect(chat.reply).to_contain_text("hello from a plain page")

    chat.send("and once more")
    expect(chat.reply).to_contain_text("and once more")
    chat.expect_state("done")


def test_what_is_sent_is_seen_below_a_long_conversation(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("tour")
    chat.expect_state("done")

    chat.send("reason")

    expect(chat.page.locator(".message-text").last).to_have_text("reason")
    expect(chat.page.locator(".message-text").last).to_be_in_viewport()
    chat.expect_state("done")
    expect(chat.page.locator(".message-text").last).to_be_in_viewport()


def test_a_chat_opens_at_its_end_and_a_link_into_it_at_its_message(
    without_javascript: Chat,
) -> None:
    chat = without_javascript
    chat.start("tour")
    chat.expect_state("done")
    chat.page.goto(chat.url)

    chat.page.locator("#session-list a").first.click()

    last = chat.reply.locator(".markdown > *").last
    expect(last).to_be_in_viewport()
    first = chat.page.locator(".message-text").first
    expect(first).not_to_be_in_viewport()
    link = chat.page.get_by_title("Link to this message").first
    chat.page.goto(f"{chat.url}{link.get_attribute('href')}")
    expect(first).to_be_in_viewport()


def test_code_can_be_wrapped_and_copied(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("code")
    chat.expect_state("done")
    code = chat.reply.locator("pre").last
    wrap = chat.reply.get_by_role("checkbox", name="Wrap lines").last
    known = code.inner_text()

    expect(code).to_have_css("white-space", "pre")
    wrap.press("Space")
    expect(code).to_have_css("white-space", "pre-wrap")
    copy = chat.reply.get_by_role("button", name="Copy").last
    for button in (wrap, copy):
        expect(button).to_have_css("opacity", "1")
        assert button.evaluate(ICON) == ["18px", "18px", True]
    copy.click()

    expect(chat.page.locator("body")).to_have_text(known, use_inner_text=True)
    chat.page.go_back()
    expect(code).to_have_css("white-space", "pre-wrap")


def test_code_is_wrapped_while_the_page_loads_itself_anew(
    scripted: ScriptedUpstream, scripted_site: Site, without_javascript: Chat
) -> None:
    chat = without_javascript
    chat.page.goto(scripted_site.url)
    chat.send("Write")

    scripted.next_reply().say("```py\nx = 1\n")

    expect(chat.reply.locator("pre")).to_have_css("white-space", "pre-wrap")
    expect(chat.reply.get_by_role("checkbox", name="Wrap lines")).to_be_hidden()
    expect(chat.reply.get_by_role("button", name="Copy")).to_be_visible()


def stop_button(chat: Chat) -> Locator:
    # That of a script is hidden by a style sheet, which comes anew each time that the page does.
    return chat.page.locator(".without-script").get_by_role("button", name="Stop")


def test_a_long_reply_can_be_stopped(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("long 5000")
    expect(chat.page.locator(".status-text")).to_be_visible()
    expect(chat.page.locator("body")).not_to_have_attribute("data-connection", ANY)

    stop_button(chat).click()

    chat.expect_state("stopped")


def test_nothing_typed_is_lost_while_a_reply_is_written(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("long 5000")
    expect(chat.field).to_be_hidden()

    chat.page.get_by_role("button", name="Write meanwhile").click()
    chat.field.fill("a draft")
    known = chat.reply.inner_text()
    chat.page.get_by_role("button", name="Show what has been written since").click()
    expect(chat.reply).not_to_have_text(known, use_inner_text=True)
    expect(chat.field).to_have_value("a draft")
    stop_button(chat).click()
    chat.expect_state("stopped")
    expect(chat.field).to_have_value("a draft")
    chat.page.get_by_role("button", name="Ask again").click()

    chat.expect_state("streaming")
    expect(chat.field).to_have_value("a draft")
    stop_button(chat).click()


def test_what_cannot_be_sent_comes_back_with_the_reason(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("hello")
    chat.expect_state("done")

    chat.send("   ")

    expect(chat.notice).to_contain_text(problems.EMPTY)
    expect(chat.field).to_have_value("   ")
