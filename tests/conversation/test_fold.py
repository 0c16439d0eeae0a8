from __future__ import annotations

from typing import Any

import pytest

from tests.conversation.events import (
    calls_of,
    chunk,
    folded,
    recorded_events,
    recorded_stream,
    result,
    status,
    text,
    texts,
)
from webchat.client import SessionStream
from webchat.conversation import (
    PartChanged,
    PartStarted,
    Reply,
    StatusChanged,
    StreamedFold,
    TextAdded,
    TextPart,
    ToolCallPart,
    Transcript,
    conclude,
)


@pytest.mark.parametrize("name", ["plain", "markdown", "reasoning", "tool"])
def test_a_recorded_stream_and_its_stored_events_give_equal_replies(name: str) -> None:
    live = folded(*recorded_stream(name))
    live.end("done")

    (turn,) = Transcript.from_events(recorded_events(name)).turns

    assert live.parts
    assert live == turn.reply


def test_a_recorded_error_is_told_in_its_own_words() -> None:
    live = folded(*recorded_stream("error"))
    (turn,) = Transcript.from_events(recorded_events("error")).turns

    assert live.problem == turn.reply.problem == "The agent ran into an error. boom"
    assert turn.reply.state == "failed"


@pytest.mark.parametrize("name", ["crash", "disconnected"])
def test_a_reply_of_which_nothing_was_stored_is_interrupted(name: str) -> None:
    (turn,) = Transcript.from_events(recorded_events(name)).turns

    assert turn.reply.state == "interrupted"
    assert turn.message is not None


def test_interleaved_events_become_parts_in_the_order_in_which_they_began() -> None:
    reply = folded(
        text("a", "Hmm", kind="reasoning"),
        text("b", "The "),
        text("a", ", yes", kind="reasoning"),
        text("b", "answer"),
    )

    assert texts(reply) == [("reasoning", "Hmm, yes"), ("content", "The answer")]


@pytest.mark.parametrize(
    ("operations", "expected"),
    [
        (
            [
                ("add", "/content", []),
                ("add", "/content/-", "Let me look"),
                ("add", "/tool_calls/0", {"tool_call_id": "c", "args": {}}),
                ("add", "/content/-", " that up"),
            ],
            "Let me look that up",
        ),
        ([("add", "/-", "Hello "), ("add", "/-", 42)], "Hello 42"),
        ([("add", "/-", "a"), ("add", "/-", "b"), ("replace", "/1", "B")], "aB"),
        ([("add", "/-", {"type": "text", "text": "one "}), ("add", "/-", "two")], "one two"),
    ],
)
def test_no_text_is_lost_however_it_is_patched(
    operations: list[tuple[str, str, Any]], expected: str
) -> None:
    reply = folded(*[chunk("a", operation) for operation in operations])

    assert "".join(text for _, text in texts(reply)) == expected


def test_text_in_pieces_with_a_type_is_told_as_it_grows() -> None:
    fold = StreamedFold(Reply())
    fold.add(chunk("a", ("add", "/-", {"type": "text", "text": "one"})))

    assert fold.add(chunk("a", ("add", "/-", {"type": "text", "text": " two"}))) == [
        TextAdded(0, " two")
    ]


@pytest.mark.parametrize("document", [[], "text", {"tool_calls": "x"}, {"tool_calls": [1]}])
def test_an_argument_for_a_call_that_is_not_there_costs_nothing_else(document: Any) -> None:
    call = {"tool_call_id": "c1", "tool_name": "search", "args": []}
    reply = folded(
        text("b", "before"),
        chunk("a", ("add", "/tool_calls/0", call)),
        chunk("a", ("replace", "", document)),
        chunk("a", ("add", "/tool_calls/0/args/-", "{")),
        text("b", " and after"),
    )

    assert ("content", "before and after") in texts(reply)


def test_a_reply_ends_live_as_it_will_be_stored() -> None:
    for events, state in [
        ([text("a", "x")], "done"),
        ([], "interrupted"),
        ([text("a", "x"), status("cancelled")], "stopped"),
        ([text("a", "x"), status("cancelled", detail="Restart.")], "interrupted"),
        ([status("error"), text("a", "x"), status("typing")], "failed"),
    ]:
        assert conclude(folded(*events)).state == state


def test_an_error_in_the_middle_of_a_text_is_told() -> None:
    reply = folded(text("a", "Half"), status("error", event_id="a", detail="No tea left."))

    assert reply.problem == "The agent ran into an error. No tea left."


def test_each_change_tells_what_is_new() -> None:
    fold = StreamedFold(Reply())

    assert fold.add(status("typing")) == [StatusChanged("typing")]
    (started,) = fold.add(text("a", "Hel"))
    (added,) = fold.add(text("a", "lo"))

    assert isinstance(started, PartStarted)
    assert isinstance(started.part, TextPart)
    assert started.part.text == "Hel", "a change must not grow with the reply"
    assert added == TextAdded(0, "lo")


def test_arguments_of_a_tool_call_are_told_as_they_stream() -> None:
    fold = StreamedFold(Reply())
    call = {"type": "tool_call", "tool_call_id": "c1", "tool_name": "", "args": []}

    (started,) = fold.add(chunk("a", ("add", "/tool_calls/0", call)))
    (named,) = fold.add(chunk("a", ("replace", "/tool_calls/0/tool_name", "search")))
    (added,) = fold.add(chunk("a", ("add", "/tool_calls/0/args/-", '{"q": 1')))
    fold.add(chunk("a", ("add", "/tool_calls/0/args/-", "}")))

    assert isinstance(started, PartStarted)
    assert isinstance(named, PartChanged)
    assert added == TextAdded(0, '{"q": 1')
    assert fold.reply.parts == [ToolCallPart("c1", "search", body_of('{"q": 1}'))]


def test_arguments_given_at_once_replace_the_fragments() -> None:
    call = {"tool_call_id": "c1", "tool_name": "search", "args": ["{"]}
    reply = folded(
        chunk("a", ("add", "/tool_calls/0", call)),
        chunk("a", ("replace", "/tool_calls/0/args", {"q": 2})),
    )

    assert reply.parts == [ToolCallPart("c1", "search", body_of('{"q": 2}'))]


def test_a_result_goes_to_its_call_and_one_without_a_call_stands_alone() -> None:
    call = {"tool_call_id": "c1", "tool_name": "search", "args": ["{}"]}
    reply = folded(
        chunk("a", ("add", "/tool_calls/0", call)),
        chunk("b", ("add", "/tool_call_results/0", result("c1", "sunny"))),
        chunk("c", ("add", "/tool_call_results/0", result("c9", {"x": 1}))),
    )

    told = [(call.call_id, call.result) for call in calls_of(reply)]
    assert told == [("c1", "sunny"), ("c9", '{\n  "x": 1\n}')]


def test_a_text_set_at_once_replaces_what_was_there() -> None:
    reply = folded(text("a", "Hel"), chunk("a", ("replace", "", ["Hello", "!"])))

    assert texts(reply) == [("content", "Hello!")]


@pytest.mark.parametrize(
    "event",
    [
        SessionStream("novelty", None, {"anything": 1}),
        chunk("a", ("remove", "/0", None)),
        chunk("a", ("add", "/tool_call_results/0", "no object")),
    ],
)
def test_what_is_not_known_is_kept_and_costs_nothing_else(event: SessionStream) -> None:
    reply = folded(text("b", "before"), event, text("b", " and after"))

    assert texts(reply) == [("content", "before and after")]
    assert [part.kind for part in reply.parts].count("unknown") == 1


def body_of(value: str) -> Any:
    from webchat.conversation.parts import GrowingText

    return GrowingText(value)
