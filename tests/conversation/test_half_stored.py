"""What is shown of a reply that was streamed to its end, of which upstream stored this or that."""

from __future__ import annotations

import pytest

from tests.conversation.events import folded, recorded_events, recorded_stream
from tests.conversation.parts_of_replies import answer, call, thought
from webchat.conversation import Part, Transcript, UnknownPart, completed

BROKEN = UnknownPart("chunk", "{}")


@pytest.mark.parametrize(
    ("stored", "streamed"),
    [
        ([answer("First")], [answer("Frist")]),
        ([answer("It is sunny.")], [answer("It is")]),
        ([answer("It is")], [answer("It is sunny, or not")]),
        ([answer("One\n\nTwo, three")], [answer("One"), answer("Two"), answer(", three")]),
        (
            [answer("Wait. Sunny."), call("c", "sunny")],
            [answer("Wait."), call("c"), answer("Sunny.")],
        ),
        ([answer("Wait."), call("c"), answer("Sunny.")], [answer("Wait.Sunny."), call("c")]),
        ([thought("Two"), thought("One")], [thought("One"), thought("Two")]),
        ([thought("Sunny.")], [answer("Sunny.")]),
        ([call("c1", "sunny")], [call("c1")]),
        ([call("other id", "sunny")], [call("c1")]),
        ([call("c1"), answer("Sunny.")], [answer("\n\n"), call("c1"), answer("Sunny.")]),
        ([thought("Hmm"), answer("So.")], [answer("So.")]),
        ([answer("It is sunny.")], [answer("It is"), BROKEN]),
        ([UnknownPart("custom", "2")], [UnknownPart("custom", "1")]),
    ],
)
def test_what_upstream_stored_otherwise_is_shown_as_it_stored_it(
    stored: list[Part], streamed: list[Part]
) -> None:
    assert completed(stored, streamed) == stored


@pytest.mark.parametrize(
    ("stored", "streamed", "shown"),
    [
        (
            [thought("Hmm")],
            [thought("Hmm"), answer("Sunny.")],
            [thought("Hmm"), answer("Sunny.")],
        ),
        (
            [answer("Sunny.")],
            [thought("Hmm"), answer("Sunny.")],
            [thought("Hmm"), answer("Sunny.")],
        ),
        (
            [answer("Wait."), call("c", "sunny")],
            [answer("Wait."), call("c"), answer("Sunny.")],
            [answer("Wait."), call("c", "sunny"), answer("Sunny.")],
        ),
        ([call("c")], [call("c", "sunny")], [call("c", "sunny")]),
        ([call("c")], [call("c"), call("d")], [call("c"), call("d")]),
        (
            [thought("Hmm.")],
            [thought("Hm"), answer("\n"), answer("Yes"), answer("Hmm.")],
            [thought("Hmm."), answer("Yes"), answer("Hmm.")],
        ),
        ([answer("First")], [answer("Frist"), call("c")], [answer("First"), call("c")]),
        (
            [answer("One, two"), thought("Hmm")],
            [answer("One, "), answer("two"), answer("Four")],
            [answer("One, two"), thought("Hmm"), answer("Four")],
        ),
        ([answer("")], [answer("Sunny.")], [answer(""), answer("Sunny.")]),
        ([thought("Hmm")], [thought("Hmm"), BROKEN], [thought("Hmm"), BROKEN]),
        (
            [thought("Hmm")],
            [thought("Hmm"), UnknownPart("custom", "1")],
            [thought("Hmm"), UnknownPart("custom", "1")],
        ),
    ],
)
def test_what_upstream_did_not_store_is_kept_and_shown_once(
    stored: list[Part], streamed: list[Part], shown: list[Part]
) -> None:
    assert completed(stored, streamed) == shown
    assert completed(stored, shown) == shown, "so that a page loaded later shows the same"


@pytest.mark.parametrize("name", ["plain", "markdown", "reasoning", "tool"])
def test_of_a_recorded_reply_any_event_may_be_stored_late(name: str) -> None:
    streamed = folded(*recorded_stream(name)).parts
    events = recorded_events(name)
    (truth,) = Transcript.from_events(events).turns

    for late in events:
        (turn,) = Transcript.from_events(event for event in events if event is not late).turns
        shown = completed(turn.reply.parts, streamed)
        assert shown == truth.reply.parts
        assert completed(truth.reply.parts, shown) == truth.reply.parts
