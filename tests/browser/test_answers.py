"""What becomes of what is sent where something else than the site answers, or nothing does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from tests.browser.fixtures import Chat, answer
from tests.servers.upstream import ScriptedUpstream


def is_a_page_to_sign_in(route: Route) -> None:
    route.fulfill(status=200, body="<title>Sign in</title><h1>Sign in</h1>")


def is_the_error_of_a_proxy(route: Route) -> None:
    route.fulfill(status=502, body="<h1>Bad gateway</h1>")


def is_lost(route: Route) -> None:
    route.abort()


anything_but_ours = pytest.mark.parametrize(
    "what_comes", [is_a_page_to_sign_in, is_the_error_of_a_proxy, is_lost]
)


@anything_but_ours
def test_a_message_stays_where_it_was_typed(
    what_comes: Callable[[Route], None], scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("First")
    answer(scripted, scripted_chat)
    scripted_chat.page.route("**/messages", what_comes, times=1)

    scripted_chat.send("Keep me")

    expect(scripted_chat.notice).to_contain_text("Your text is kept")
    expect(scripted_chat.field).to_have_value("Keep me")
    scripted_chat.reload()
    expect(scripted_chat.field).to_have_value("Keep me")
    scripted_chat.field.press("Enter")
    assert answer(scripted, scripted_chat) == "Keep me"
    expect(scripted_chat.field).to_have_value("")
    scripted_chat.complaints.clear()


@anything_but_ours
def test_what_could_not_be_asked_again_says_so(
    what_comes: Callable[[Route], None], scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("First")
    answer(scripted, scripted_chat)
    scripted_chat.page.route("**/messages", what_comes, times=1)

    scripted_chat.page.get_by_role("button", name="Ask again").click()

    expect(scripted_chat.notice).to_contain_text("could not be sent again")
    scripted_chat.page.get_by_role("button", name="Ask again").click()
    assert answer(scripted, scripted_chat) == "First"
    expect(scripted_chat.notice).to_be_empty()
    scripted_chat.complaints.clear()


def test_a_message_that_arrived_all_the_same_leaves_the_field_and_its_notice(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("First")
    answer(scripted, scripted_chat)

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    scripted_chat.page.route("**/messages", lose_the_answer, times=1)

    scripted_chat.send("Go on")

    expect(scripted_chat.page.locator('article[data-source="user"]')).to_have_count(2)
    expect(scripted_chat.field).to_have_value("")
    expect(scripted_chat.notice).to_be_empty()
    assert answer(scripted, scripted_chat) == "Go on"
    scripted_chat.complaints.clear()


@anything_but_ours
def test_a_search_that_is_not_answered_says_so_and_shows_nothing_else(
    what_comes: Callable[[Route], None], scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Green tea")
    answer(scripted, scripted_chat)
    page = scripted_chat.page
    find = page.get_by_role("searchbox", name="Find a chat")
    found = page.locator("#found-sessions")
    find.press_sequentially("te")
    expect(found.get_by_role("link")).to_have_count(1)
    held: list[Route] = []
    page.route("**/sessions?*", lambda route: held.append(route), times=1)
    with page.expect_request("**/sessions?*"):
        find.press_sequentially("a")
    find.press("ArrowDown")
    expect(found.get_by_role("link")).to_be_focused()

    what_comes(held[0])

    expect(found).to_have_text("Your chats cannot be listed at the moment.")
    expect(page.locator("#find-status")).to_have_text("Your chats cannot be listed at the moment.")
    expect(find).to_be_focused()
    find.press_sequentially(" ")
    find.press("Backspace")
    find.press_sequentially("x")
    expect(page.locator("#find-status")).to_have_text("0 chats found")
    scripted_chat.complaints.clear()
