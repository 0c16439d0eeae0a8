"""What moves on the page, for those whom it disturbs."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream

MOTIONS = "() => document.getAnimations().map((motion) => motion.animationName)"


def test_who_wants_less_motion_has_none(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    chat, page = scripted_chat, scripted_chat.page
    chat.start("Go on")
    reply = scripted.next_reply()
    reply.say("On and")
    expect(chat.reply).to_contain_text("On and")
    assert "breathe" in page.evaluate(MOTIONS)

    page.emulate_media(reduced_motion="reduce")

    assert page.evaluate(MOTIONS) == []
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")
