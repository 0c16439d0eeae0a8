"""Text that somebody selects in a reply while it is written."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.fixtures import Chat
from tests.browser.line import FORGET_POSITION, ChatOnALine
from tests.browser.places import box_of
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

SELECTED = "() => getSelection().toString()"
SELECT = """([from, to]) => {
  const tail = document.querySelector(".reply .tail, .reply .content");
  const texts = [];
  const walker = document.createTreeWalker(tail.parentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) texts.push(walker.currentNode);
  const placeOf = (word) => {
    const text = texts.find((each) => each.data.includes(word));
    return [text, text.data.indexOf(word)];
  };
  const [first, start] = placeOf(from);
  const [last, end] = placeOf(to);
  getSelection().setBaseAndExtent(first, start, last, end);
}"""
# How many letters are looked at to find a place anew.
COUNT_READ = """() => {
  const { toString } = Range.prototype;
  window.mostRead = 0;
  Range.prototype.toString = function () {
    const text = toString.call(this);
    window.mostRead = Math.max(window.mostRead, text.length);
    return text;
  };
}"""
IS_BACKWARD = """() => {
  const { anchorNode, anchorOffset, focusNode, focusOffset } = getSelection();
  const range = document.createRange();
  range.setStart(anchorNode, anchorOffset);
  range.setEnd(focusNode, focusOffset);
  return range.collapsed;
}"""


@pytest.mark.parametrize(
    "written",
    [
        "Done.\n\nSome *words of* a text; and",
        "- Some\n- words of *a* text; and",
        "| A |\n|---|\n| Some words of a text; and",
    ],
    ids=["paragraph", "list", "table"],
)
@pytest.mark.parametrize("ends", [("Some", ";"), (";", "Some")], ids=["forward", "backward"])
def test_selected_text_stays_selected_while_it_is_written_around_and_when_it_is_finished(
    scripted_chat: Chat, writing: ScriptedReply, written: str, ends: tuple[str, str]
) -> None:
    page = scripted_chat.page
    writing.say(written)
    expect(scripted_chat.reply).to_contain_text("and")
    page.evaluate(SELECT, ends)
    selected = "".join(page.evaluate(SELECTED).split())
    assert selected == "Somewordsofatext"

    reply = scripted_chat.reply
    for said, place, shown in (
        (" more", reply, "more"),
        (" others", reply, "others"),
        ("\n\n", reply.locator(".content"), "others"),
        ("After", reply, "After"),
        ("\n\nall", reply, "all"),
    ):
        writing.say(said)
        expect(place).to_contain_text(shown)

        assert "".join(page.evaluate(SELECTED).split()) == selected
    assert page.evaluate(IS_BACKWARD) == (ends[0] == ";")


def test_text_can_be_selected_with_the_mouse_while_it_is_written(
    scripted_chat: Chat, writing: ScriptedReply
) -> None:
    page = scripted_chat.page
    writing.say("Done.\n\nBefore this, `all these words` and")
    words = scripted_chat.reply.locator("code")
    box = box_of(words)
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 2, middle)
    page.mouse.down()
    for said, share in ((" more", 0.5), (" then", 0.8), (" last", 1)):
        writing.say(said)
        expect(scripted_chat.reply).to_contain_text(said)
        page.mouse.move(box["x"] + share * box["width"] - 2, middle)
    page.mouse.up()
    writing.say(" end")
    expect(scripted_chat.reply).to_contain_text(" end")

    assert page.evaluate(SELECTED) == "all these words"


@pytest.mark.parametrize("ends", [("Some", "Some"), ("Some", ";")], ids=["place", "words"])
def test_what_is_selected_at_the_end_of_a_long_reply_is_kept_without_reading_all_of_it(
    scripted_chat: Chat, writing: ScriptedReply, ends: tuple[str, str]
) -> None:
    page = scripted_chat.page
    writing.say(*["A paragraph.\n\n"] * 200, "Some words of a text; and")
    expect(scripted_chat.reply).to_contain_text("and")
    page.evaluate(SELECT, ends)
    selected = page.evaluate(SELECTED)
    page.evaluate(COUNT_READ)

    for said in (" more", " others", "\n\nAfter"):
        writing.say(said)
        expect(scripted_chat.reply).to_contain_text(said.strip())

        assert page.evaluate(SELECTED) == selected
        assert page.evaluate("getSelection().anchorNode.data").startswith("Some words")
    assert 0 < page.evaluate("window.mostRead") < 200


def test_what_is_selected_is_kept_when_a_link_is_defined_after_its_use(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    page = scripted_chat.page
    scripted_chat.start("Write")
    reply = scripted.next_reply()
    reply.say("One [tea][a].\n\nTwo.\n\nSome words of a text; and\n\nFour.\n\n")
    expect(scripted_chat.reply).to_contain_text("Four.")
    page.evaluate(SELECT, ["Some", ";"])

    reply.say("[a]: https://tea.example\n")
    scripted.store_reply(reply)
    reply.end()

    scripted_chat.expect_state("done")
    expect(scripted_chat.reply.get_by_role("link", name="tea")).to_be_visible()
    assert page.evaluate(SELECTED) == "Some words of a text"


def test_what_is_selected_is_kept_when_the_newest_turns_come_anew(ada: ChatOnALine) -> None:
    page = ada.page
    reply = ada.ask()
    reply.say("\n\nTwo.\n\nSome words of a text; and")
    expect(ada.reply).to_contain_text("and")
    page.evaluate(SELECT, ["Some", ";"])

    page.evaluate(FORGET_POSITION)
    ada.line.cut()
    reply.say(" more")

    expect(ada.reply).to_contain_text("more")
    assert page.evaluate(SELECTED) == "Some words of a text"
    ada.upstream.store_reply(reply)
    reply.end()
    ada.expect_answered(reply)
