from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.browser.fixtures import Chat, well_behaved
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream


@pytest.fixture
def other_tab(context: BrowserContext, scripted_site: Site) -> Iterator[Chat]:
    """The same person's second tab."""
    yield from well_behaved(Chat(context.new_page(), scripted_site.url))


def sessions_of(page: Page) -> Locator:
    return page.locator("#session-list li")


def begin_chats(scripted: ScriptedUpstream, chat: Chat, *titles: str) -> None:
    for title in titles:
        chat.start(title)
        scripted.next_reply().end()
        chat.expect_state("interrupted")


def test_a_list_in_another_tab_learns_of_a_chat_and_keeps_its_focus(
    scripted: ScriptedUpstream, scripted_chat: Chat, other_tab: Chat
) -> None:
    scripted_chat.start("First")
    scripted.next_reply().end()
    scripted_chat.expect_state("interrupted")
    first = sessions_of(scripted_chat.page).get_by_role("link", name="First")
    first.focus()

    other_tab.start("Second")
    reply = scripted.next_reply()

    listed = sessions_of(scripted_chat.page)
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("Second")
    expect(listed.first.locator(".live-mark")).to_be_visible()
    expect(first).to_be_focused()
    expect(first).to_have_attribute("aria-current", "page")
    reply.say("Done")
    scripted.store_reply(reply)
    reply.end()
    expect(scripted_chat.page.locator(".live-mark")).to_have_count(0)
    expect(first).to_be_focused()


def test_the_start_page_learns_of_a_chat_too(
    scripted: ScriptedUpstream, scripted_chat: Chat, other_tab: Chat
) -> None:
    scripted_chat.page.goto(scripted_chat.url)
    scripted_chat.expect_connected()
    scripted_chat.field.fill("a draft")

    other_tab.start("Elsewhere")
    scripted.next_reply().end()

    expect(sessions_of(scripted_chat.page)).to_contain_text(["Elsewhere"])
    expect(scripted_chat.field).to_have_value("a draft")
    expect(scripted_chat.field).to_be_focused()


def test_a_chat_is_found_by_its_title_as_one_types(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    begin_chats(scripted, scripted_chat, "Green tea", "Coffee")
    page = scripted_chat.page
    find = page.get_by_role("searchbox", name="Find a chat")

    find.press_sequentially("tea")

    found = page.locator("#found-sessions li")
    expect(found).to_have_count(1)
    expect(found).to_contain_text("Green tea")
    expect(sessions_of(page).first).to_be_hidden()
    expect(page.locator("#find-status")).to_have_text("1 chat found")
    find.fill("")
    expect(sessions_of(page).first).to_be_visible()
    expect(found).to_have_count(0)


@pytest.mark.parametrize(("words", "focused"), [("a", "Tea with milk"), ("a green", None)])
def test_a_late_answer_leaves_the_focus_where_it_is_or_in_the_field(
    scripted: ScriptedUpstream, scripted_chat: Chat, words: str, focused: str | None
) -> None:
    begin_chats(scripted, scripted_chat, "Green tea", "Tea with milk")
    page = scripted_chat.page
    find = page.get_by_role("searchbox", name="Find a chat")
    found = page.locator("#found-sessions")
    find.press_sequentially("te")
    expect(found.get_by_role("link")).to_have_count(2)
    found.locator("ul").evaluate("list => list.dataset.isOld = ''")
    held: list[Route] = []
    page.route("**/sessions?*", lambda route: held.append(route))

    with page.expect_request("**/sessions?*"):
        find.press_sequentially(words)
    find.press("ArrowDown")
    expect(found.get_by_role("link").first).to_be_focused()
    held[-1].continue_()

    expect(found.locator("[data-is-old]")).to_have_count(0)
    expect(found.get_by_role("link", name=focused) if focused else find).to_be_focused()


def test_the_chat_that_is_shown_is_marked_among_those_found_and_esc_ends_the_search(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Iced tea")
    reply = scripted.next_reply()
    find = scripted_chat.page.get_by_role("searchbox", name="Find a chat")
    found = scripted_chat.page.locator("#found-sessions a")
    find.press_sequentially("iced")
    expect(found).to_have_attribute("aria-current", "page")

    find.press("ArrowDown")
    expect(found).to_be_focused()
    scripted_chat.page.route("**/sessions?*", lambda route: route.abort())
    with scripted_chat.page.expect_event("requestfailed"):
        found.press("Escape")

    expect(find).to_have_value("")
    expect(find).to_be_focused()
    expect(sessions_of(scripted_chat.page).first).to_be_visible()
    expect(found).to_have_count(0)
    reply.say("Cold.")
    scripted.store_reply(reply)
    reply.end()
    scripted_chat.expect_answered(reply)
    scripted_chat.complaints.clear()


def test_a_search_ends_with_the_sheet_that_it_is_in(chat: Chat) -> None:
    chat.page.set_viewport_size({"width": 390, "height": 780})
    chat.page.goto(chat.url)
    chat.expect_connected()
    chat.page.get_by_role("button", name="Chats").click()
    find = chat.page.locator("#find")
    find.press_sequentially("tea")
    expect(chat.page.locator("#find-status")).not_to_be_empty()

    chat.page.get_by_role("button", name="Close").click()

    expect(find).to_have_value("")
    expect(chat.page.locator("#find-status")).to_be_empty()
