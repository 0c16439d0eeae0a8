from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.fixtures import Chat, well_behaved
from tests.browser.places import FINGER_PIXELS, box_of, top_of
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream

MARKDOWN = "Some **bold** words.\n\n```python\nx = 1\n```\n\n- one\n"
CLIPBOARD = """async () => {
  const [item] = await navigator.clipboard.read();
  const flavours = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
  return Object.fromEntries(await Promise.all(flavours));
}"""
# A page that came over plain http has neither; what the browser's own command copies is kept here.
WITHOUT_CLIPBOARD = """
  delete Navigator.prototype.clipboard;
  delete window.ClipboardItem;
  addEventListener("copy", ({ clipboardData }) => {
    window.copied = Object.fromEntries([...clipboardData.types].map(
      (type) => [type, clipboardData.getData(type)]));
  });
"""


def action(message: Locator, name: str) -> Locator:
    row = message.locator(".actions")
    return row.get_by_role("link", name=name).or_(row.get_by_role("button", name=name))


def message(chat: Chat) -> Locator:
    return chat.page.locator('article[data-source="user"]').last


def answer(scripted: ScriptedUpstream, text: str) -> ScriptedReply:
    reply = scripted.next_reply()
    reply.say(text)
    scripted.store_reply(reply)
    reply.end()
    return reply


def ask(scripted: ScriptedUpstream, chat: Chat, text: str = "What is *tea*?") -> None:
    chat.start(text)
    answer(scripted, MARKDOWN)
    chat.expect_state("done")


@pytest.fixture
def with_clipboard(page: Page, scripted_site: Site) -> Iterator[Chat]:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    yield from well_behaved(Chat(page, scripted_site.url))


def test_an_answer_is_copied_as_markdown_and_as_rich_text(
    scripted: ScriptedUpstream, with_clipboard: Chat
) -> None:
    ask(scripted, with_clipboard)

    action(with_clipboard.reply, "Copy").click()

    expect(action(with_clipboard.reply, "Copy")).to_have_attribute("data-copy", "done")
    copied = with_clipboard.page.evaluate(CLIPBOARD)
    assert copied["text/plain"] == MARKDOWN
    assert "<strong>bold</strong>" in copied["text/html"]
    assert "x = 1" in copied["text/html"]
    assert not re.search(r"class=|id=|<button|<figcaption", copied["text/html"])


def test_both_are_copied_on_plain_http_too(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    scripted_chat.page.add_init_script(WITHOUT_CLIPBOARD)
    ask(scripted, scripted_chat)

    action(scripted_chat.reply, "Copy").click()

    expect(action(scripted_chat.reply, "Copy")).to_have_attribute("data-copy", "done")
    copied = scripted_chat.page.evaluate("copied")
    assert copied["text/plain"] == MARKDOWN
    assert "<strong>bold</strong>" in copied["text/html"]


def test_a_persons_message_is_copied_as_it_was_written(
    scripted: ScriptedUpstream, with_clipboard: Chat
) -> None:
    ask(scripted, with_clipboard, "What is *tea*?")

    action(message(with_clipboard), "Copy").click()

    expect(action(message(with_clipboard), "Copy")).to_have_attribute("data-copy", "done")
    assert with_clipboard.page.evaluate(CLIPBOARD) == {"text/plain": "What is *tea*?"}


def test_each_copy_is_told_for_as_long(scripted: ScriptedUpstream, with_clipboard: Chat) -> None:
    ask(scripted, with_clipboard)
    page = with_clipboard.page
    page.clock.install()
    page.clock.pause_at(time.time() + 5)
    notice = page.locator("#copy-notice")
    action(message(with_clipboard), "Copy").click()
    expect(notice).not_to_be_empty()
    page.clock.run_for(1_700)

    action(with_clipboard.reply, "Copy").click()
    expect(action(with_clipboard.reply, "Copy")).to_have_attribute("data-copy", "done")
    page.clock.run_for(1_000)

    expect(action(message(with_clipboard), "Copy")).not_to_have_attribute("data-copy", "done")
    expect(notice).not_to_be_empty()
    page.clock.run_for(1_000)
    expect(notice).to_be_empty()


def test_what_was_answered_well_can_be_asked_again(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    ask(scripted, scripted_chat, "Draw lots")
    scripted_chat.field.fill("a draft")

    action(scripted_chat.reply, "Ask again").click()

    assert answer(scripted, "Another").text == "Draw lots"
    expect(scripted_chat.reply).to_contain_text("Another")
    scripted_chat.expect_state("done")
    expect(scripted_chat.field).to_have_value("a draft")
    watched = scripted_chat.html()
    scripted_chat.reload()
    assert scripted_chat.html() == watched


def test_a_link_leads_to_its_message(scripted: ScriptedUpstream, with_clipboard: Chat) -> None:
    chat = with_clipboard
    ask(scripted, chat)
    for number in range(4):
        chat.send(f"Message {number}")
        answer(scripted, f"Answer {number}\n\n" * 20)
        expect(chat.reply).to_contain_text(f"Answer {number}")
        chat.expect_state("done")
    linked = chat.page.locator('article[data-source="ai_agent"]').nth(2)

    action(linked, "Link to this message").click()

    expect(action(linked, "Link to this message")).to_have_attribute("data-copy", "done")
    address = chat.page.evaluate("navigator.clipboard.readText()")
    assert address == chat.page.url
    chat.reload()
    expect(linked).to_be_in_viewport()
    height = box_of(chat.page.get_by_role("banner"))["height"]
    assert height <= top_of(linked) < height + 100


def test_actions_are_there_for_the_keyboard(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    ask(scripted, scripted_chat)
    row = scripted_chat.reply.locator(".actions")
    scripted_chat.page.mouse.move(0, 0)
    expect(row).to_have_css("opacity", "0")

    scripted_chat.field.press("Shift+Tab")

    expect(action(scripted_chat.reply, "Link to this message")).to_be_focused()
    expect(row).to_have_css("opacity", "1")


def test_actions_are_there_for_a_finger(
    browser: Browser, scripted: ScriptedUpstream, scripted_site: Site
) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True)
    for chat in well_behaved(Chat(context.new_page(), scripted_site.url)):
        chat.send_key = "Control+Enter"
        ask(scripted, chat)

        for row in chat.page.locator(".actions").all():
            expect(row).to_have_css("opacity", "1")
        box = box_of(action(chat.reply, "Copy"))
        assert min(box["width"], box["height"]) >= FINGER_PIXELS
        for tapped, other in ((message(chat), chat.reply), (chat.reply, message(chat))):
            tapped.locator(".message-text, strong").tap()
            expect(tapped.locator("time")).to_have_css("opacity", "1")
            expect(other.locator("time")).to_have_css("opacity", "0")
    context.close()


def test_without_javascript_the_actions_are_links(without_javascript: Chat) -> None:
    chat = without_javascript
    chat.start("Say **this**")
    chat.expect_state("done")
    address = chat.page.url
    for article in (message(chat), chat.reply):
        expect(article.locator("time")).to_have_text(re.compile(r"^\d{4}-\d\d-\d\d \d\d:\d\d UTC$"))

    action(message(chat), "Link to this message").click()
    expect(message(chat)).to_be_in_viewport()
    assert chat.page.url.startswith(f"{address}?turn=")
    action(message(chat), "Copy").click()
    expect(chat.page.locator("body")).to_have_text("Say **this**")
    chat.page.go_back()
    action(chat.reply, "Copy").click()
    expect(chat.page.locator("body")).to_contain_text("> Say **this**")
    chat.page.go_back()
    action(chat.reply, "Ask again").click()

    expect(message(chat).locator(".message-text")).to_have_text("Say **this**")
    expect(chat.page.locator('article[data-source="ai_agent"]')).to_have_count(2)
