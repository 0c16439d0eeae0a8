from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.browser.long_replies import (
    IS_AT_END,
    PARAGRAPHS,
    PLACE,
    ask,
    end,
    follow_much,
    go_up,
    jump,
    question,
    say_much,
)
from tests.browser.places import top_of
from tests.servers.upstream import ScriptedUpstream
from webchat.web import problems

SHOWS_LAST_LINE = """() => {
  const lines = document.querySelectorAll("[role=log] p");
  const composer = document.getElementById("composer");
  return lines[lines.length - 1].getBoundingClientRect().bottom
    <= composer.getBoundingClientRect().top;
}"""


def test_the_start_of_a_long_answer_stays_in_view(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = ask(scripted, scripted_chat)

    expect(question(scripted_chat)).to_be_in_viewport(ratio=1)
    expect(jump(scripted_chat)).to_have_text("Still writing", use_inner_text=True)
    end(scripted, scripted_chat, reply)
    expect(question(scripted_chat)).to_be_in_viewport(ratio=1)
    expect(jump(scripted_chat)).to_have_text("Jump to latest", use_inner_text=True)


def test_what_is_sent_goes_to_the_top_and_does_not_move_while_the_answer_is_written(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    end(scripted, scripted_chat, ask(scripted, scripted_chat))
    expect(scripted_chat.page.get_by_text("paragraph 0", exact=True)).to_be_in_viewport()

    scripted_chat.send("And now?")

    expect(question(scripted_chat)).to_have_text("And now?")
    expect(question(scripted_chat)).to_be_in_viewport(ratio=1)
    top = top_of(question(scripted_chat))
    assert top < 120
    reply = scripted.next_reply()
    say_much(reply)
    expect(jump(scripted_chat)).to_be_visible()
    assert top_of(question(scripted_chat)) == top
    end(scripted, scripted_chat, reply)


def test_a_sent_message_that_fills_the_view_leaves_the_answer_in_it(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    end(scripted, scripted_chat, ask(scripted, scripted_chat))

    scripted_chat.send("\n".join(["line"] * 80))

    reply = scripted.next_reply()
    reply.say("I see.")
    expect(scripted_chat.reply.get_by_text("I see.")).to_be_in_viewport(ratio=1)
    end(scripted, scripted_chat, reply)


def test_who_goes_to_the_end_is_followed(scripted: ScriptedUpstream, scripted_chat: Chat) -> None:
    reply = follow_much(scripted, scripted_chat)
    expect(jump(scripted_chat)).to_be_hidden()

    say_much(reply)
    reply.say("the very end")
    expect(scripted_chat.reply.get_by_text("the very end")).to_be_in_viewport()
    end(scripted, scripted_chat, reply)

    scripted_chat.page.wait_for_function(IS_AT_END)


def test_who_opens_a_page_in_the_middle_of_a_reply_is_followed(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = ask(scripted, scripted_chat)
    address = scripted_chat.page.url
    scripted_chat.page.goto("about:blank")
    scripted_chat.page.goto(address)
    scripted_chat.page.wait_for_function(IS_AT_END)

    say_much(reply)
    reply.say("the very end")

    expect(scripted_chat.reply.get_by_text("the very end")).to_be_in_viewport()
    end(scripted, scripted_chat, reply)


def test_a_reader_who_went_up_a_little_is_left_there(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = follow_much(scripted, scripted_chat)

    go_up(scripted_chat, 30)
    place = scripted_chat.page.evaluate(PLACE)
    reply.say("and on\n\n", "and to the end")
    expect(scripted_chat.reply).to_contain_text("and to the end")
    end(scripted, scripted_chat, reply)

    assert scripted_chat.page.evaluate(PLACE) == place


def test_what_is_selected_is_not_taken_out_of_view(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = follow_much(scripted, scripted_chat)
    selected = scripted_chat.page.get_by_text(f"paragraph {PARAGRAPHS - 3}", exact=True)
    selected.select_text()

    reply.say(*["and on\n\n"] * PARAGRAPHS)

    expect(jump(scripted_chat)).to_be_visible()
    expect(selected).to_be_in_viewport(ratio=1)
    assert "paragraph" in scripted_chat.page.evaluate("getSelection().toString()")
    end(scripted, scripted_chat, reply)


def test_reasoning_does_not_fold_away_under_who_reads_it(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    scripted_chat.start("Think")
    reply = scripted.next_reply()
    thoughts = [f"thought {number}\n\n" for number in range(PARAGRAPHS)]
    reply.say(*thoughts, event_id="thought", kind="reasoning")
    last = scripted_chat.page.get_by_text(f"thought {PARAGRAPHS - 1}", exact=True)
    last.scroll_into_view_if_needed()
    go_up(scripted_chat, 200)
    place = scripted_chat.page.evaluate(PLACE)

    reply.say("Here it is.")

    expect(scripted_chat.reply).to_contain_text("Here it is.")
    assert scripted_chat.page.evaluate(PLACE) == place
    end(scripted, scripted_chat, reply)
    assert scripted_chat.page.evaluate(PLACE) == place


def test_what_is_sent_comes_into_view_from_wherever_the_reader_was(chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    chat.page.evaluate("scrollTo(0, 0)")
    expect(chat.page.locator(".message").first).to_be_in_viewport()

    chat.send("hello from above")

    expect(question(chat)).to_have_text("hello from above")
    expect(question(chat)).to_be_in_viewport()


def test_a_notice_does_not_cover_the_last_lines(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    reply = follow_much(scripted, scripted_chat)

    scripted_chat.send("Too early" + "\n" * 8)

    expect(scripted_chat.notice).to_contain_text(problems.RUNNING)
    scripted_chat.page.wait_for_function(SHOWS_LAST_LINE)
    end(scripted, scripted_chat, reply)
