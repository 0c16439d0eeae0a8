from __future__ import annotations

import signal
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.line import FORGET_POSITION, ChatOnALine
from tests.servers.fault_proxy import fault_proxy
from tests.servers.long_session import store_turns
from tests.servers.site import COMMAND, STOP_SECONDS, running_site
from tests.servers.upstream import ScriptedUpstream
from webchat.conversation.windows import MOST_TURNS

GRACE_SECONDS = "4"
VISIBILITY = """
  window.isHidden = false;
  Object.defineProperty(document, "hidden", { get: () => isHidden });
  Object.defineProperty(document, "visibilityState", {
    get: () => isHidden ? "hidden" : "visible",
  });
"""
SET_HIDDEN = """(is) => {
  window.isHidden = is;
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_connection_cut_in_the_middle_of_a_reply_is_made_again(ada: ChatOnALine) -> None:
    reply = ada.ask()

    ada.line.cut()
    reply.say("two ")

    expect(ada.reply).to_contain_text("one two")
    ada.expect_whole(reply)


def test_a_hidden_tab_lets_its_connection_go_and_catches_up_when_it_is_seen(
    ada: ChatOnALine,
) -> None:
    ada.page.add_init_script(VISIBILITY)
    ada.expect_whole(ada.ask())

    ada.page.evaluate(SET_HIDDEN, True)
    ada.expect_lost()
    ada.page.request.post(ada.page.url + "/messages", form={"content": "From elsewhere"})
    reply = ada.upstream.next_reply()
    reply.say("two ")
    ada.page.evaluate(SET_HIDDEN, False)

    expect(ada.reply).to_contain_text("two")
    ada.expect_connected()
    ada.expect_whole(reply)


def test_a_reply_that_ends_in_a_hidden_tab_is_marked_in_the_title(ada: ChatOnALine) -> None:
    ada.page.add_init_script(VISIBILITY)
    reply = ada.ask()
    title = ada.page.title()
    ada.page.evaluate(SET_HIDDEN, True)

    reply.say("two ")
    ada.upstream.store_reply(reply)
    reply.end()

    expect(ada.page).to_have_title(f"● {title}")
    ada.expect_lost()
    ada.page.evaluate(SET_HIDDEN, False)
    expect(ada.page).to_have_title(title)
    ada.expect_connected()
    ada.expect_as_if_loaded()


def test_a_message_sent_while_offline_stays_and_then_goes_once(ada: ChatOnALine) -> None:
    ada.expect_whole(ada.ask())
    ada.page.context.set_offline(True)
    ada.send("Keep me")
    expect(ada.notice).to_contain_text("Your text is kept")
    expect(ada.field).to_have_value("Keep me")

    ada.page.context.set_offline(False)
    ada.field.press("Enter")

    reply = ada.upstream.next_reply()
    reply.say("Kept.")
    expect(ada.field).to_have_value("")
    expect(ada.notice).to_be_empty()
    ada.expect_whole(reply)
    assert ada.sent_texts() == ["Talk", "Keep me"]


def test_a_message_whose_answer_was_lost_is_sent_again_and_goes_once(ada: ChatOnALine) -> None:
    ada.expect_whole(ada.ask())
    ada.line.stall(ada.line.downstream)
    ada.send("Only once")
    reply = ada.upstream.next_reply()
    ada.line.refuse()
    ada.line.cut()
    expect(ada.notice).to_contain_text("Your text is kept")
    expect(ada.field).to_have_value("Only once")

    ada.line.resume()
    ada.line.accept()
    ada.field.press("Enter")

    expect(ada.field).to_have_value("")
    reply.say("Once.")
    expect(ada.reply).to_contain_text("Once.")
    ada.expect_whole(reply)
    assert ada.sent_texts() == ["Talk", "Only once"]


def test_a_page_with_all_turns_keeps_them_when_the_newest_come_anew(ada: ChatOnALine) -> None:
    ada.expect_whole(ada.ask())
    session_id = ada.page.url.rpartition("/")[2]
    store_turns(ada.upstream, session_id, MOST_TURNS - 1)
    ada.reload()
    turns = ada.page.locator(".turn")
    expect(turns).to_have_count(MOST_TURNS)
    store_turns(ada.upstream, session_id, 1, first=MOST_TURNS - 1)

    ada.page.evaluate(FORGET_POSITION)
    ada.line.cut()

    expect(ada.page.get_by_text(f"Answer {MOST_TURNS - 1}", exact=True)).to_have_count(1)
    expect(turns).to_have_count(MOST_TURNS + 1)
    expect(ada.page.locator("#earlier-more")).to_have_count(0)


def test_a_restart_of_the_site_is_survived(
    page: Page, upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    settings = {"sessions_api_url": upstream.url}
    command = [*COMMAND, "--graceful-timeout", GRACE_SECONDS]
    with running_site(tmp_path, command, **settings) as old, fault_proxy(old.url) as line:
        ada = ChatOnALine(page, line, upstream)
        reply = ada.ask()
        old.process.send_signal(signal.SIGTERM)
        ada.expect_lost()
        # What the browser keeps open for later would be waited for.
        line.cut()
        reply.say("two ")
        upstream.store_reply(reply)
        reply.end()
        old.process.wait(STOP_SECONDS)

        address = old.url.removeprefix("http://")
        with running_site(tmp_path, [*command, "--bind", address], **settings) as new:
            assert new.url == old.url
            ada.expect_connected()
            ada.expect_state("done")
            expect(ada.reply.locator("p").first).to_have_text("one two")
            ada.expect_as_if_loaded()


def test_two_tabs_show_the_same_reply_and_each_others_messages(ada: ChatOnALine) -> None:
    first_reply = ada.ask()
    other = ChatOnALine(ada.page.context.new_page(), ada.line, ada.upstream)
    other.page.goto(ada.page.url)
    other.expect_connected()
    first_reply.say("two ")
    for tab in (ada, other):
        expect(tab.reply).to_contain_text("one two")
    ada.upstream.store_reply(first_reply)
    first_reply.end()
    other.expect_state("done")

    other.send("From the other tab")
    second_reply = ada.upstream.next_reply()
    second_reply.say("For both")

    expect(ada.page.locator(".message-text").last).to_have_text("From the other tab")
    ada.upstream.store_reply(second_reply)
    second_reply.end()
    for tab in (ada, other):
        tab.expect_answered(second_reply)
        expect(tab.reply).to_contain_text("For both")
    assert ada.html() == other.html()
    ada.expect_as_if_loaded()
