from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webchat.client.json_text import parse_json

scalars = st.none() | st.booleans() | st.integers() | st.text()
values = st.recursive(scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(values)
def test_json_reads_back(value: object) -> None:
    assert parse_json(json.dumps(value).encode()) == value


@given(st.text(st.characters()))
def test_every_text_that_is_read_can_be_written(text: str) -> None:
    parsed = parse_json(json.dumps({text: [text]}))
    assert json.dumps(parsed, ensure_ascii=False).encode()


def test_a_whole_surrogate_pair_is_one_character() -> None:
    assert parse_json(r'"\ud83c\udf89"') == "🎉"


def test_half_a_surrogate_pair_is_replaced_and_a_whole_one_beside_it_is_not() -> None:
    assert parse_json(r'["\ud83c", "\ud83c\udf89", "\udf89x"]') == ["\ufffd", "🎉", "\ufffdx"]


@pytest.mark.parametrize("text", ["", "{", "nope", b"\xff", "[" * 200_000, "1 2"])
def test_what_is_no_json_raises_a_value_error(text: str | bytes) -> None:
    with pytest.raises(ValueError):
        parse_json(text)
