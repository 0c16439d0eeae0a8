from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Locator, Route, expect

from tests.browser.fixtures import Chat
from tests.browser.long_sessions import TURNS, question, turns
from tests.browser.places import top_of
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream
from webchat.conversation.windows import MOST_TURNS
from webchat.render import dom_id

PIXEL = 1.0
DRAWN = "() => new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)))"
# How far from its end the page is in each frame, from the first that has the composer.
WATCH_DISTANCES = """
window.distances = [];
const look = () => {
  const page = document.scrollingElement;
  const distance = page.scrollHeight - page.clientHeight - page.scrollTop;
  if (document.getElementById("composer")) distances.push(distance);
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def more(chat: Chat) -> Locator:
    return chat.page.locator("#earlier-more")


def test_a_long_chat_opens_at_its_end_in_its_first_frame(long_chat: Chat) -> None:
    page, address = long_chat.page, long_chat.page.url
    page.add_init_script(WATCH_DISTANCES)

    page.goto(long_chat.url)
    page.goto(address)
    long_chat.expect_connected()

    distances = page.evaluate("distances")
    assert distances
    assert max(distances) <= PIXEL


@pytest.mark.parametrize("pixels_from_top", [0, 300])
def test_earlier_messages_come_as_one_scrolls_and_nothing_moves(
    long_chat: Chat, pixels_from_top: int
) -> None:
    page = long_chat.page
    expect(turns(long_chat)).to_have_count(MOST_TURNS)
    read = question(long_chat, TURNS - MOST_TURNS)
    # The answer must not come before the place is taken, nor that before the turns are drawn.
    held: list[Route] = []
    page.route("**/turns?before=*", lambda route: held.append(route))
    with page.expect_request("**/turns?before=*"):
        page.evaluate("pixels => scrollTo(0, pixels)", pixels_from_top)
    page.evaluate(DRAWN)
    place = top_of(read.locator("xpath=.."))
    [request] = held
    request.continue_()

    expect(turns(long_chat)).to_have_count(2 * MOST_TURNS)
    page.evaluate(DRAWN)
    assert abs(top_of(read.locator("xpath=..")) - place) <= PIXEL


def test_one_can_go_up_to_the_beginning(long_chat: Chat) -> None:
    while more(long_chat).evaluate("link => link.tagName") == "A":
        shown = turns(long_chat).count()
        long_chat.page.evaluate("scrollTo(0, 0)")
        expect(turns(long_chat)).not_to_have_count(shown)

    expect(turns(long_chat)).to_have_count(TURNS + 1)
    long_chat.page.evaluate("scrollTo(0, 0)")
    expect(long_chat.page.get_by_text("The conversation begins here.")).to_be_in_viewport()


def test_what_could_not_be_loaded_says_so_and_can_be_tried_again(long_chat: Chat) -> None:
    page = long_chat.page

    def fail(route: Route) -> None:
        # As the site says it when its upstream fails.
        headers = {"HX-Reswap": "innerHTML"}
        route.fulfill(status=502, headers=headers, body="The server has a problem.")

    page.route("**/turns?before=*", fail)
    page.evaluate("scrollTo(0, 0)")
    expect(page.get_by_text("could not be loaded")).to_be_visible()
    expect(turns(long_chat)).to_have_count(MOST_TURNS)
    expect(more(long_chat)).to_have_text("Show earlier messages", use_inner_text=True)

    page.unroute("**/turns?before=*", fail)
    more(long_chat).click()

    expect(turns(long_chat)).to_have_count(2 * MOST_TURNS)
    expect(page.get_by_text("could not be loaded")).to_be_hidden()
    long_chat.complaints[:] = [said for said in long_chat.complaints if "502" not in said]


def test_who_asks_for_earlier_messages_by_keys_keeps_the_focus_to_the_beginning(
    long_chat: Chat,
) -> None:
    for count in range(2 * MOST_TURNS, TURNS + 1, MOST_TURNS):
        more(long_chat).press("Enter")
        expect(turns(long_chat)).to_have_count(count)
        expect(more(long_chat)).to_be_focused()

    more(long_chat).press("Enter")

    expect(long_chat.page.get_by_text("The conversation begins here.")).to_be_focused()


def test_a_link_to_an_old_message_shows_it_and_then_leads_to_the_latest(long_chat: Chat) -> None:
    page = long_chat.page
    turn = dom_id("RID::old00010")

    page.goto(f"{page.url}?turn={turn}#{turn}")

    expect(question(long_chat, 10)).to_be_in_viewport(ratio=1)
    expect(turns(long_chat)).not_to_have_count(MOST_TURNS)  # those above have come too
    expect(question(long_chat, 10)).to_be_in_viewport(ratio=1)
    page.get_by_role("link", name="Jump to latest").click()
    long_chat.expect_connected()
    expect(question(long_chat, TURNS - 1)).to_be_in_viewport(ratio=1)


def test_a_link_to_a_recent_message_opens_there_and_is_live(
    scripted: ScriptedUpstream, long_chat: Chat
) -> None:
    page = long_chat.page
    turn = dom_id(f"RID::old{TURNS - 20:05}")

    page.goto(f"{page.url}?turn={turn}#{turn}")
    long_chat.expect_connected()

    expect(question(long_chat, TURNS - 20)).to_be_in_viewport(ratio=1)
    page.locator("#jump").click()
    expect(question(long_chat, TURNS - 1)).to_be_in_viewport(ratio=1)


def test_what_is_sent_from_a_page_of_old_messages_is_seen(
    scripted: ScriptedUpstream, long_chat: Chat
) -> None:
    page = long_chat.page
    page.goto(f"{page.url}?turn={dom_id('RID::old00010')}")

    long_chat.send("From long ago")

    reply = scripted.next_reply()
    reply.say("Here I am.")
    expect(long_chat.reply).to_contain_text("Here I am.")
    expect(page.locator(".message-text").last).to_have_text("From long ago")
    scripted.store_reply(reply)
    reply.end()
    long_chat.expect_state("done")


def test_without_javascript_links_lead_to_earlier_messages_and_back(
    browser: Browser, long_chat: Chat, scripted_site: Site
) -> None:
    cookies = long_chat.page.context.storage_state()
    context = browser.new_context(java_script_enabled=False, storage_state=cookies)
    plain = Chat(context.new_page(), scripted_site.url)
    plain.page.goto(long_chat.page.url)

    plain.page.get_by_role("link", name="Show earlier messages").click()
    later = plain.page.get_by_role("link", name="Show later messages")
    expect(later).to_be_in_viewport()
    expect(question(plain, TURNS - MOST_TURNS - 1)).to_have_count(1)
    later.click()
    expect(question(plain, TURNS - MOST_TURNS)).to_be_in_viewport()

    context.close()
