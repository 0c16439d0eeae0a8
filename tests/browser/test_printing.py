from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream


def test_on_paper_a_reply_says_how_it_ended_but_nothing_of_now(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Hello")
    scripted.next_reply().say("Half")
    expect(scripted_chat.reply).to_contain_text("Half")
    scripted_chat.page.emulate_media(media="print")

    expect(scripted_chat.page.locator(".status-text")).to_be_hidden()
    scripted_chat.page.locator("#composer-button").dispatch_event("click")
    scripted_chat.expect_state("stopped")

    expect(scripted_chat.reply.get_by_text("Stopped.")).to_be_visible()
    expect(scripted_chat.page.locator(".ask-again")).to_be_hidden()
