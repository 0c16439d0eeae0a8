"""When messages were sent, as their readers' clocks tell it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, expect

from tests.browser.fixtures import Chat, answer, well_behaved
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream


def test_times_are_told_in_the_readers_zone(
    browser: Browser, scripted: ScriptedUpstream, scripted_site: Site
) -> None:
    context = browser.new_context(timezone_id="Asia/Tokyo", locale="en-GB")
    for chat in well_behaved(Chat(context.new_page(), scripted_site.url)):
        chat.start("What is tea?")
        answer(scripted, chat)

        # Upstream says that it is noon in Greenwich.
        times = chat.page.locator("article time")
        expect(times).to_have_text(["22 Nov 2026, 21:00"] * 2)
        watched = chat.html()
        chat.reload()
        assert chat.html() == watched
        cookies = {cookie.get("name"): cookie.get("value") for cookie in context.cookies()}
        assert cookies["webchat_timezone"] == "Asia/Tokyo"
    context.close()


def test_what_was_said_today_is_told_with_its_date_once_it_is_yesterday(
    browser: Browser, scripted: ScriptedUpstream, scripted_site: Site
) -> None:
    context = browser.new_context(timezone_id="UTC", locale="en-GB")
    for chat in well_behaved(Chat(context.new_page(), scripted_site.url)):
        chat.page.clock.set_fixed_time("2026-11-22T23:50:00Z")
        chat.start("What is tea?")
        answer(scripted, chat)
        first = chat.page.locator("article time").first
        expect(first).to_have_text("12:00")

        chat.page.clock.set_fixed_time("2026-11-23T00:10:00Z")
        chat.send("And now?")
        answer(scripted, chat)

        expect(first).to_have_text("22 Nov 2026, 12:00")
    context.close()


def test_a_stopped_reply_tells_when_it_was_stopped(
    browser: Browser, scripted: ScriptedUpstream, scripted_site: Site
) -> None:
    context = browser.new_context(locale="en-GB")
    for chat in well_behaved(Chat(context.new_page(), scripted_site.url)):
        chat.start("What is tea?")
        scripted.next_reply().say("Half")
        expect(chat.reply).to_contain_text("Half")
        expect(chat.reply.locator("time")).to_have_count(0)
        stop = chat.page.get_by_role("button", name="Stop")
        # With the focus in it, the button is changed into the other, not put in its place.
        stop.focus()

        stop.press("Enter")

        chat.expect_state("stopped")
        time = chat.reply.locator("time")
        expect(time).to_have_text(re.compile(r"^\d\d:\d\d$"))
        expect(time).to_have_attribute("title", re.compile(r"\w+ \d{4} at \d\d:\d\d:\d\d"))
        watched = chat.html()
        chat.reload()
        assert chat.html() == watched
        chat.page.evaluate("dispatchEvent(new Event('beforeprint'))")
        expect(time).to_have_text(re.compile(r"^\d+ \w+ \d{4}, \d\d:\d\d$"))
    context.close()
