from __future__ import annotations

import json
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webchat.conversation import (
    Ended,
    Part,
    PartChanged,
    PartStarted,
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
)
from webchat.conversation.encoded import decode_turn, decode_update, encode_turn, encode_update
from webchat.conversation.parts import GrowingText
from webchat.errors import DecodingError

texts = st.text(max_size=20)
maybe_texts = st.none() | texts
indexes = st.integers(0, 99)
bodies = st.builds(GrowingText, texts)
states = st.sampled_from(get_args(ReplyState))
parts: st.SearchStrategy[Part] = st.one_of(
    st.builds(TextPart, st.sampled_from(["content", "reasoning"]), bodies),
    st.builds(ToolCallPart, texts, texts, bodies, maybe_texts, maybe_texts),
    st.builds(UnknownPart, texts, texts),
)
replies = st.builds(Reply, st.lists(parts, max_size=3), states, texts, maybe_texts)
messages = st.builds(UserMessage, texts, st.none() | st.datetimes())
turns = st.builds(Turn, texts, st.none() | messages, replies)
changes: st.SearchStrategy[Any] = st.one_of(
    st.builds(TextAdded, indexes, texts),
    st.builds(PartStarted, indexes, parts),
    st.builds(PartChanged, indexes, parts),
    st.builds(StatusChanged, texts),
    st.builds(Replaced, st.lists(parts, max_size=3).map(tuple)),
    st.builds(Ended, states, maybe_texts),
    st.builds(TurnStarted, turns),
    st.builds(TurnNamed, texts),
)


def through_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@given(turns)
def test_a_turn_is_the_same_on_the_other_side(turn: Turn) -> None:
    decoded = decode_turn(through_json(encode_turn(turn)))

    assert decoded == turn
    assert decoded.reply.status == turn.reply.status


@given(st.builds(Update, st.integers(1), texts, changes))
def test_an_update_is_the_same_on_the_other_side(update: Update) -> None:
    assert decode_update(through_json(encode_update(update))) == update


def test_the_arguments_of_a_tool_call_cross_as_they_came() -> None:
    part = ToolCallPart("call", "search", GrowingText('{"query": '))
    update = decode_update(encode_update(Update(1, "turn", PartStarted(0, part))))

    assert isinstance(update.change, PartStarted)
    assert isinstance(update.change.part, ToolCallPart)
    assert str(update.change.part.body) == '{"query": '


@pytest.mark.parametrize(
    "value",
    [None, 7, "text", [], [1, "turn"], [1, "turn", "new kind", 3], ["x", "turn", "+", 0, "a"],
     [1, "turn", "part", 0, ["new kind"]], [1, "turn", "turn", {}]],
)  # fmt: skip
def test_what_is_no_update_is_refused(value: Any) -> None:
    with pytest.raises(DecodingError):
        decode_update(value)


@pytest.mark.parametrize("value", [None, [], {}, {"correlation_id": "secret words"}])
def test_what_is_no_turn_is_refused_without_repeating_it(value: Any) -> None:
    with pytest.raises(DecodingError) as caught:
        decode_turn(value)

    assert "secret" not in str(caught.value)
