from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Chat, answer, send_by_another_way
from tests.browser.held_messages import send_without_an_answer
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems

STORAGE_THAT_IS = {
    "forbidden": """Object.defineProperty(window, "localStorage", {
      get() { throw new DOMException("no", "SecurityError"); }
    });""",
    "full": """Storage.prototype.setItem = () => {
      throw new DOMException("no more", "QuotaExceededError");
    };""",
}
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('webchat-draft')).length"


def another_tab(chat: Chat, url: str) -> Chat:
    tab = Chat(chat.page.context.new_page(), chat.url)
    tab.page.goto(url)
    return tab


def test_each_session_and_the_start_page_keep_what_is_typed(chat: Chat) -> None:
    chat.start("hello")
    address = chat.page.url
    chat.field.fill("two\nlines")
    chat.page.goto(chat.url)
    expect(chat.field).to_have_value("")
    chat.field.fill("for later")

    chat.page.goto(address)
    expect(chat.field).to_have_value("two\nlines")
    chat.page.goto(chat.url)
    expect(chat.field).to_have_value("for later")


def test_what_was_sent_does_not_come_back(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    scripted_chat.start("First")
    answer(scripted, scripted_chat)
    scripted_chat.send("Second")
    answer(scripted, scripted_chat)
    expect(scripted_chat.field).to_have_value("")

    scripted_chat.reload()
    expect(scripted_chat.field).to_have_value("")
    scripted_chat.page.go_back()
    scripted_chat.page.wait_for_url(f"{scripted_chat.url}/")
    expect(scripted_chat.field).to_have_value("")
    scripted_chat.page.reload()
    expect(scripted_chat.field).to_have_value("")


def test_a_page_that_is_left_before_the_answer_forgets_what_arrived(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    send_without_an_answer(scripted, scripted_chat, "Again")
    scripted_chat.field.press_sequentially(" and more")
    send_by_another_way(scripted_chat, "Again")

    scripted_chat.reload()

    expect(scripted_chat.field).to_have_value(" and more")
    answer(scripted, scripted_chat)


def test_a_page_that_is_left_before_the_answer_keeps_what_did_not_arrive(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    send_without_an_answer(scripted, scripted_chat, "Again")

    scripted_chat.reload()

    expect(scripted_chat.field).to_have_value("Again")
    scripted_chat.field.press("Enter")
    expect(scripted_chat.field).to_have_value("")
    assert answer(scripted, scripted_chat) == "Again"


def test_a_message_that_was_still_on_its_way_leaves_the_field_when_it_arrives(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    send_without_an_answer(scripted, scripted_chat, "Again")
    scripted_chat.reload()
    expect(scripted_chat.field).to_have_value("Again")

    send_by_another_way(scripted_chat, "Again")

    answer(scripted, scripted_chat)
    expect(scripted_chat.field).to_have_value("")


def test_what_arrived_without_an_answer_can_be_said_again(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    own_messages = scripted_chat.page.locator('article[data-source="user"]')
    scripted_chat.start("First")
    answer(scripted, scripted_chat)
    scripted_chat.page.route("**/messages", lambda route: route.fetch(), times=1)
    scripted_chat.send("Go on")
    expect(own_messages).to_have_count(2)
    answer(scripted, scripted_chat)
    scripted_chat.reload()
    expect(scripted_chat.field).to_have_value("")

    scripted_chat.send("Go on")

    expect(own_messages).to_have_count(3)
    assert answer(scripted, scripted_chat) == "Go on"


def test_what_was_refused_is_given_back_and_not_replaced(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.page.goto(scripted_chat.url)
    path = "POST", "/api/sessions"
    scripted.answers[path] = (500, {"detail": "broken"})
    try:
        scripted_chat.send("Keep me")
        expect(scripted_chat.notice).to_have_text(problems.BROKEN)
    finally:
        del scripted.answers[path]

    expect(scripted_chat.field).to_have_value("Keep me")
    scripted_chat.page.goto(scripted_chat.url)
    expect(scripted_chat.field).to_have_value("Keep me")
    scripted_chat.complaints.clear()


def test_two_tabs_do_not_clobber_each_other(chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    other = another_tab(chat, chat.page.url)
    other.expect_connected()
    chat.field.fill("one")
    other.field.fill("the other")

    chat.field.fill("")

    expect(other.field).to_have_value("the other")
    chat.reload()
    expect(chat.field).to_have_value("the other")


@pytest.mark.parametrize("state", STORAGE_THAT_IS)
def test_one_writes_without_storage(state: str, chat: Chat) -> None:
    chat.page.add_init_script(STORAGE_THAT_IS[state])

    chat.start("hello")
    chat.expect_state("done")
    chat.field.fill("and more")
    chat.field.press("Enter")

    expect(chat.page.locator('article[data-source="user"]')).to_have_count(2)
    expect(chat.field).to_have_value("")


def test_old_drafts_are_let_go(chat: Chat) -> None:
    chat.page.goto(chat.url)
    chat.page.evaluate(
        """() => {
          for (let at = 0; at < 100; at += 1) {
            const draft = JSON.stringify({ text: "old", at });
            localStorage.setItem(`webchat-draft /sessions/${at}/messages`, draft);
          }
          localStorage.setItem("webchat-draft /sessions/odd/messages", "not ours");
        }"""
    )
    chat.field.fill("new")

    chat.page.reload()

    expect(chat.field).to_have_value("new")
    assert chat.page.evaluate(KEPT) == 30
