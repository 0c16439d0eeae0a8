"""What a person sends goes to the top of the view, and stays there while the answer is written."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.fixtures import Chat, answer
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

SIZES: list[ViewportSize] = [{"width": 1280, "height": 800}, {"width": 390, "height": 844}]
HEADER_PIXELS = 52
# Looks at the newest turn in every frame, as a reader does.
WATCH = """() => {
  const places = {};
  const look = () => {
    const turn = document.getElementById("transcript").lastElementChild;
    const top = Math.round(turn.getBoundingClientRect().top);
    const seen = (places[turn.id] ??= []);
    if (seen.at(-1) !== top) seen.push(top);
    requestAnimationFrame(look);
  };
  look();
  window.placesOfNewest = () => places[document.getElementById("transcript").lastElementChild.id];
}"""


def places_of_newest(chat: Chat) -> list[int]:
    places: list[int] = chat.page.evaluate("placesOfNewest()")
    return places


def watched(scripted: ScriptedUpstream, chat: Chat, size: ViewportSize) -> Chat:
    """Give a chat with one answer, in a window of ``size``, whose newest turn is watched."""
    chat.page.set_viewport_size(size)
    chat.start("Question")
    answer(scripted, chat)
    chat.page.evaluate(WATCH)
    return chat


def send(chat: Chat, text: str) -> None:
    chat.send(text)
    expect(chat.page.locator(".message-text").last).to_have_text(text)


def answer_at_length(scripted: ScriptedUpstream, chat: Chat, reply: ScriptedReply) -> None:
    for step in range(4):
        reply.say(*(f"paragraph {number}\n\n" for number in range(40)), f"step {step}\n\n")
        expect(chat.reply).to_contain_text(f"step {step}")
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
def test_each_message_of_a_page_stays_where_it_was_put(
    scripted: ScriptedUpstream, scripted_chat: Chat, size: ViewportSize
) -> None:
    chat = watched(scripted, scripted_chat, size)

    tops: list[list[int]] = []
    for number in range(4):
        send(chat, f"Question {number}")
        if number % 2:
            answer_at_length(scripted, chat, scripted.next_reply())
        else:
            answer(scripted, chat)
        tops.append(places_of_newest(chat))

    assert tops == [tops[0]] * 4
    assert len(tops[0]) == 1
    assert HEADER_PIXELS <= tops[0][0] < 2 * HEADER_PIXELS


@pytest.mark.parametrize(
    "size", [*SIZES, {"width": 1280, "height": 640}], ids=["desk", "phone", "low"]
)
def test_a_folded_message_shows_its_beginning_and_the_start_of_the_answer(
    scripted: ScriptedUpstream, scripted_chat: Chat, size: ViewportSize
) -> None:
    chat = watched(scripted, scripted_chat, size)

    chat.send("word " * 900)

    expect(chat.page.locator(".message-fold")).to_be_attached()
    reply = scripted.next_reply()
    reply.say("I see.\n\n")
    expect(chat.reply.get_by_text("I see.")).to_be_in_viewport(ratio=1)
    answer_at_length(scripted, chat, reply)

    places = places_of_newest(chat)
    assert len(places) == 1
    assert HEADER_PIXELS <= places[0] < 2 * HEADER_PIXELS
