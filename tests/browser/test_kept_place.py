from __future__ import annotations

from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.fixtures import Chat, answer
from tests.browser.long_replies import IS_AT_END
from tests.browser.long_sessions import TURNS, question, turns
from tests.browser.places import box_of, top_of
from tests.deadline import wait_until
from tests.servers.long_session import store_turns
from tests.servers.upstream import ScriptedUpstream, message
from webchat.conversation.windows import MOST_TURNS

TOP = "document.querySelector('.reply .parts').getBoundingClientRect().top"


def expect_place(page: Page, top: float) -> None:
    page.wait_for_function(f"top => Math.abs({TOP} - top) < 2", arg=top)


def expect_top(thing: Locator, top: float) -> None:
    expect(thing).to_be_in_viewport()
    wait_until(lambda: abs(top_of(thing) - top) < 2)


def open_a_card(scripted: ScriptedUpstream, chat: Chat) -> None:
    """Open what was thought before a long answer, in a chat that goes on after it."""
    chat.start("Think")
    answer(scripted, chat)
    session_id = chat.page.url.rpartition("/")[2]
    thoughts, lines = (
        "\n\n".join(f"{word} {n}" for n in range(120)) for word in ("Thought", "Line")
    )
    thought = {"type": "reasoning", "reasoning": thoughts}
    said = {"type": "content", "content": lines}
    scripted.store(session_id, "RID::thought", "message", "ai_agent", message(thought, said))
    store_turns(scripted, session_id, 3)
    chat.reload()
    chat.page.locator(".reasoning summary").click()


def test_who_reloads_or_comes_back_is_where_they_were(page: Page, chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    page.evaluate("scrollTo(0, 250)")
    expect(page.locator("#jump")).to_be_visible()
    top = page.evaluate(TOP)

    page.reload()
    expect(page.locator("#jump")).to_be_visible()
    expect_place(page, top)
    page.get_by_role("link", name="New chat").click()
    page.wait_for_url(chat.url + "/")
    page.go_back()
    expect(page.locator("#jump")).to_be_visible()
    expect_place(page, top)


def test_who_was_at_the_end_is_at_the_end_again(page: Page, chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    page.locator("#jump").click()
    expect(page.locator("#jump")).to_be_hidden()

    page.reload()

    page.wait_for_function(IS_AT_END)
    expect(page.locator("#jump")).to_be_hidden()


def test_a_place_above_the_newest_messages_is_gone_back_to(page: Page, long_chat: Chat) -> None:
    page.evaluate("scrollTo(0, 0)")
    expect(turns(long_chat)).to_have_count(2 * MOST_TURNS)
    read = question(long_chat, TURNS - 2 * MOST_TURNS + 5)
    read.scroll_into_view_if_needed()
    long_chat.field.fill("A draft")
    top = top_of(read)

    long_chat.reload()
    expect_top(read, top)
    page.get_by_role("link", name="New chat").click()
    page.wait_for_url(long_chat.url + "/")
    page.go_back()
    expect_top(read, top)

    expect(long_chat.field).to_have_value("A draft")
    page.locator("#jump").click()
    expect(question(long_chat, TURNS - 1)).to_be_in_viewport()


def test_who_acts_while_their_place_is_sought_is_left_alone(page: Page, long_chat: Chat) -> None:
    page.evaluate("scrollTo(0, 0)")
    expect(turns(long_chat)).to_have_count(2 * MOST_TURNS)
    question(long_chat, TURNS - 2 * MOST_TURNS + 5).scroll_into_view_if_needed()
    held: list[Route] = []
    page.route("**/turns?before=*", lambda route: held.append(route))
    with page.expect_request("**/turns?before=*"):
        page.reload()

    page.locator("#jump").click()
    expect(question(long_chat, TURNS - 1)).to_be_in_viewport()
    held[0].continue_()

    expect(turns(long_chat)).to_have_count(2 * MOST_TURNS)
    expect(question(long_chat, TURNS - 1)).to_be_in_viewport()


def test_cards_above_that_were_open_do_not_move_the_place(
    page: Page, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    open_a_card(scripted, scripted_chat)
    read = page.get_by_text("Line 100", exact=True)
    read.scroll_into_view_if_needed()
    top = top_of(read)

    scripted_chat.reload()

    expect_top(read, top)


def test_who_reads_in_an_open_card_comes_back_to_its_line(
    page: Page, scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    open_a_card(scripted, scripted_chat)
    page.get_by_text("Thought 100", exact=True).scroll_into_view_if_needed()
    line = page.locator(".reasoning summary")
    expect(line).not_to_be_in_viewport()

    scripted_chat.reload()

    expect(line).to_be_in_viewport()
    assert box_of(page.get_by_role("banner"))["height"] <= top_of(line) < 100


def test_who_comes_back_to_what_is_gone_is_at_the_end(page: Page, chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    page.evaluate("scrollTo(0, 250)")
    expect(page.locator("#jump")).to_be_visible()
    page.evaluate(
        "document.querySelectorAll('.turn [id]').forEach((each) => { each.id += '-gone' })"
    )

    page.reload()

    page.wait_for_function(IS_AT_END)
    expect(page.locator("#jump")).to_be_hidden()
