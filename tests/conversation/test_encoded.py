from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webchat.conversation import (
    Ended,
    Part,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    Reply,
    ReplyState,
    StatusChanged,
    TextAdded,
    TextPart,
    ToolCallPart,
    Turn,
    TurnNamed,
    TurnStarted,
    UnknownPart,
    Update,
    UserMessage,
    decode_change,
    decode_part,
    decode_turn,
    decode_update,
    encode_part,
    encode_turn,
    encode_update,
)
from webchat.conversation.parts import GrowingText
from webchat.errors import DecodingError

# also halves of surrogate pairs and NUL, which upstream may send as JSON
texts = st.text(st.characters(), max_size=20)
maybe_texts = st.none() | texts
counts = st.integers(0, 2**53)
durations = st.none() | counts
bodies = st.builds(GrowingText, texts)
states = st.sampled_from(get_args(ReplyState))
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(TextPart, st.sampled_from(["content", "reasoning"]), bodies, durations),
    st.builds(ToolCallPart, texts, texts, bodies, maybe_texts, maybe_texts, durations),
    st.builds(UnknownPart, texts, texts),
)
times = st.none() | st.datetimes() | st.datetimes(timezones=st.just(UTC))
replies = st.builds(
    Reply, st.lists(parts, max_size=3), states, texts, maybe_texts, st.booleans(), times
)
messages = st.none() | st.builds(UserMessage, texts, times)
turns = st.builds(Turn, texts, messages, replies)
changes: st.SearchStrategy[Any] = st.one_of(
    st.builds(TextAdded, counts, texts),
    st.builds(PartStarted, counts, parts),
    st.builds(PartChanged, counts, parts),
    st.builds(PartTimed, counts, counts),
    st.builds(StatusChanged, texts),
    st.builds(Replaced, st.lists(parts, max_size=3).map(tuple)),
    st.builds(Ended, states, maybe_texts, times),
    st.builds(TurnStarted, turns),
    st.builds(TurnNamed, texts),
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(texts, inner, max_size=6),
    max_leaves=8,
)


def through_json(form: Any) -> Any:
    return json.loads(json.dumps(form))


@given(parts)
def test_a_part_is_the_same_on_the_other_side(part: Part) -> None:
    decoded = decode_part(through_json(encode_part(part)))

    assert decoded == part
    assert uncompared(decoded) == uncompared(part)


@given(turns)
@settings(max_examples=50)
def test_a_turn_is_the_same_on_the_other_side(turn: Turn) -> None:
    decoded = decode_turn(through_json(encode_turn(turn)))

    assert decoded == turn
    assert uncompared_of(decoded) == uncompared_of(turn)


@given(st.builds(Update, counts, texts, changes))
def test_an_update_is_the_same_on_the_other_side(update: Update) -> None:
    decoded = decode_update(through_json(encode_update(update)))

    assert decoded == update
    assert ended_at(decoded) == ended_at(update)


def test_the_arguments_of_a_tool_call_cross_as_they_came() -> None:
    part = ToolCallPart("call", "search", GrowingText('{"query": '))
    update = decode_update(encode_update(Update(1, "turn", PartStarted(0, part))))

    assert isinstance(update.change, PartStarted)
    assert body_of(update.change.part) == '{"query": '


def test_added_text_is_told_in_few_characters() -> None:
    assert encode_update(Update(7, "r1", TextAdded(0, "Hello"))) == [7, "r1", "+", 0, "Hello"]


def test_a_form_does_not_grow_with_its_reply() -> None:
    reply = Reply()
    reply.start_text("content", "Hel")
    form = encode_turn(Turn("r1", None, reply))

    reply.add_text(0, "lo")

    assert form["parts"] == [["content", "Hel"]]


def test_a_time_comes_back_with_its_zone() -> None:
    time = datetime(2026, 11, 22, 16, 20, 37, 475425, tzinfo=UTC)
    decoded = decode_turn(encode_turn(Turn("r1", UserMessage("Hi", time), Reply())))

    assert decoded.message == UserMessage("Hi", time)


def test_a_turn_kept_by_a_version_that_knew_of_no_ends_is_read() -> None:
    form = encode_turn(Turn("r1", None, Reply(state="stopped")))
    del form["ended_at"]

    assert decode_turn(form).reply == Reply(state="stopped")
    assert decode_change(["ended", "stopped", None]) == Ended("stopped", None)


TURN: dict[str, Any] = encode_turn(Turn("r1", UserMessage("Hi"), Reply()))


@pytest.mark.parametrize(
    ("decode", "form"),
    [
        (decode_part, ["content", 1]),
        (decode_part, ["new kind", "x"]),
        (decode_part, ["reasoning", "x", -1]),
        (decode_part, ["reasoning", "x", 1, 1]),
        (decode_part, ["tool_call", "c", "n", "{}", None]),
        (decode_part, ["tool_call", "c", "n", "{}", 1, None]),
        (decode_part, "content"),
        (decode_turn, []),
        (decode_turn, {"correlation_id": "words"}),
        (decode_turn, TURN | {"state": "new state"}),
        (decode_turn, TURN | {"state": ["done"]}),
        (decode_turn, TURN | {"message": ["Hi"]}),
        (decode_turn, TURN | {"created_at": "yesterday"}),
        (decode_turn, TURN | {"parts": [["content"]]}),
        (decode_turn, TURN | {"problem": 1}),
        (decode_turn, TURN | {"ended_at": 1}),
        (decode_turn, TURN | {"ended_at": "yesterday"}),
        (decode_change, ["+", True, "x"]),
        (decode_change, ["+", -1, "x"]),
        (decode_change, ["+", 0.0, "x"]),
        (decode_change, ["part", 0, ["new kind"]]),
        (decode_change, ["ended", "new state", None]),
        (decode_change, ["ended", "done", None, "yesterday"]),
        (decode_change, ["ended", "done", None, 1]),
        (decode_change, ["turn", []]),
        (decode_change, ["new kind", 3]),
        (decode_change, []),
        (decode_update, [1, "r1"]),
        (decode_update, ["1", "r1", "status", "typing"]),
        (decode_update, [1, None, "status", "typing"]),
        (decode_update, None),
        (decode_update, "text"),
    ],
)
def test_a_damaged_form_is_refused_and_not_repeated(
    decode: Callable[[Any], object], form: Any
) -> None:
    with pytest.raises(DecodingError, match=r"^this is not the form of a \w+$"):
        decode(form)


@pytest.mark.parametrize("decode", [decode_part, decode_turn, decode_change, decode_update])
@given(form=anything)
@settings(max_examples=50)
def test_nothing_but_a_decoding_error_comes_of_other_json(
    decode: Callable[[Any], object], form: Any
) -> None:
    for damaged in (["no kind of ours", form], {"damaged": form}):
        with pytest.raises(DecodingError):
            decode(damaged)


def body_of(part: Part) -> str:
    return part.value if isinstance(part, UnknownPart) else str(part.body)


def uncompared(part: Part) -> tuple[str, int | None]:
    return body_of(part), None if isinstance(part, UnknownPart) else part.seconds


def uncompared_of(turn: Turn) -> tuple[Any, ...]:
    reply = turn.reply
    parts = [uncompared(part) for part in reply.parts]
    return reply.status, reply.is_cut_off, reply.ended_at, parts


def ended_at(update: Update) -> datetime | None:
    return update.change.ended_at if isinstance(update.change, Ended) else None
