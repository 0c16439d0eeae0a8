from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream


def test_on_paper_a_reply_says_how_it_ended_but_nothing_of_now(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Hello")
    reply = scripted.next_reply()
    reply.say("Let me see", event_id="thought", kind="reasoning")
    reply.say("Half")
    expect(scripted_chat.reply).to_contain_text("Half")
    scripted_chat.page.emulate_media(media="print")

    expect(scripted_chat.page.locator(".status-text")).to_be_hidden()
    scripted_chat.page.locator("#composer-button").dispatch_event("click")
    scripted_chat.expect_state("stopped")

    expect(scripted_chat.reply.get_by_text("Stopped.")).to_be_visible()
    expect(scripted_chat.page.locator(".ask-again")).to_be_hidden()
    mark = "card => getComputedStyle(card, '::after').display"
    assert scripted_chat.reply.locator("summary").evaluate(mark) == "none"


def test_a_chat_is_printed_as_ink_on_paper_with_nothing_to_press(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat, page = scripted_chat, scripted_chat.page
    chat.start("Hello")
    reply = scripted.next_reply()
    reply.say("See [there](https://a.example/).\n\n```\n", "long " * 80, "\n```\n")
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")
    page.get_by_role("button", name="Dark").click()

    page.emulate_media(media="print")

    for role in ("button", "navigation", "textbox", "searchbox"):
        expect(page.get_by_role(role)).to_have_count(0)
    expect(page.get_by_role("heading", name="Hello", level=1)).to_be_visible()
    lightness = "e => getComputedStyle(e).color.match(/[\\d.]+/)[0]"
    assert float(page.locator("html").evaluate(lightness)) < 0.5
    there = page.get_by_role("link", name="there")
    spelled = there.evaluate("e => getComputedStyle(e, '::after').content")
    assert "https://a.example/" in spelled or "attr(href)" in spelled
    for article in ("user", "ai_agent"):
        expect(page.locator(f"article[data-source={article}] time")).to_be_visible()
    assert chat.reply.locator("pre").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_a_table_that_scrolls_on_the_screen_fits_on_paper(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    page = scripted_chat.page
    page.set_viewport_size({"width": 720, "height": 900})
    scripted_chat.start("Hello")
    scripted.next_reply().say("| a" * 8, "|\n", "|-" * 8, "|\n", "| words of a cell" * 8, "|\n")
    table = scripted_chat.reply.locator("table")
    expect(table.locator("td").last).to_have_text("words of a cell")
    is_cut = "table => table.offsetWidth > table.parentElement.clientWidth"
    assert table.evaluate(is_cut)

    page.emulate_media(media="print")

    assert not table.evaluate(is_cut)


def test_numbers_are_not_broken_on_paper(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    scripted_chat.start("Hello")
    scripted.next_reply().say("| a | b |\n|--:|--:|\n| 1 000 000 | 2.5 % |\n")
    row = scripted_chat.reply.locator("tr").last
    expect(row.locator("td").last).to_have_text("2.5 %")
    height = row.evaluate("row => row.offsetHeight")

    scripted_chat.page.emulate_media(media="print")

    assert row.evaluate("row => row.offsetHeight") == height
