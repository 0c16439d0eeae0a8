"""What a browser itself calls a shift of the layout: there is none while a reply is written."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.fixtures import Chat

# Shifts soon after a key was pressed count too: a reply comes soon after it was asked for. What
# sticks to the end of the view is looked at in each frame instead: what is within it Chromium
# takes, now and then, for moved with the page that grows below it.
OBSERVE = """
const shifts = [];
const places = new Set();
const isExcepted = ({ node }) => (node?.parentElement ?? node)?.closest("#composer");
const told = ({ node, previousRect, currentRect }) =>
  [(node?.outerHTML ?? node?.data ?? "").slice(0, 80), previousRect.toJSON(), currentRect.toJSON()];
const note = (entries) => {
  for (const { sources } of entries)
    if (!sources.length || !sources.every(isExcepted)) shifts.push(sources.map(told));
};
const observer = new PerformanceObserver((list) => note(list.getEntries()));
observer.observe({ type: "layout-shift", buffered: true });
const look = () => {
  for (const id of ["composer", "jump"]) {
    const { top, height } = document.getElementById(id)?.getBoundingClientRect() ?? {};
    if (height) places.add(`${id} at ${top}`);
  }
  requestAnimationFrame(look);
};
look();
window.takePlaces = () => [...places].sort();
// Once what was shown last is painted, and looked at.
window.takeShifts = async () => {
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  note(observer.takeRecords());
  return shifts.splice(0);
};
"""


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_shifts_while_a_reply_is_written(page: Page, chat: Chat, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 2_400})
    page.add_init_script(OBSERVE)

    chat.start("tour")
    chat.expect_state("done")
    expect(chat.reply.locator(".reply-status .actions")).to_be_attached()

    shifts: list[Any] = page.evaluate("takeShifts()")
    assert shifts == []
    places: list[str] = page.evaluate("takePlaces()")
    assert [place.split()[0] for place in places] == ["composer", "jump"]


def test_nothing_shifts_when_turns_come_that_were_begun_elsewhere(
    page: Page, chat: Chat, context: BrowserContext
) -> None:
    page.set_viewport_size({"width": 1280, "height": 2_400})
    page.add_init_script(OBSERVE)
    chat.start("one")
    chat.expect_state("done")
    other = Chat(context.new_page(), chat.url)
    other.page.goto(page.url)
    page.bring_to_front()

    for number in range(2, 6):
        other.send("hello")
        expect(page.locator('.reply[data-state="done"]')).to_have_count(number)

    shifts: list[Any] = page.evaluate("takeShifts()")
    assert shifts == []
    first = page.locator(".turn").first
    expect(first).to_have_css("content-visibility", "visible")
    page.set_viewport_size({"width": 1280, "height": 300})
    page.evaluate("scrollTo(0, document.scrollingElement.scrollHeight)")
    expect(first).to_have_css("content-visibility", "auto")
