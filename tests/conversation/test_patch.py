from __future__ import annotations

from typing import Any

import pytest

from webchat.conversation.patch import MAX_DEPTH, apply_operation
from webchat.errors import PatchError


def test_text_is_appended_to_a_list_that_nobody_made() -> None:
    document = apply_operation(None, "add", "/-", "Hel")
    document = apply_operation(document, "add", "/-", "lo")

    assert document == ["Hel", "lo"]


def test_a_tool_call_is_put_into_containers_that_nobody_made() -> None:
    document = apply_operation(None, "add", "/tool_calls/0", {"args": []})
    document = apply_operation(document, "replace", "/tool_calls/0/tool_name", "search")
    document = apply_operation(document, "add", "/tool_calls/0/args/-", "{}")

    assert document == {"tool_calls": [{"args": ["{}"], "tool_name": "search"}]}


@pytest.mark.parametrize(
    ("document", "op", "path", "value", "result"),
    [
        (["a"], "add", "/0", "b", ["b", "a"]),
        (["a"], "replace", "/0", "b", ["b"]),
        (["a"], "add", "/7", "b", ["a", "b"]),
        (["a"], "replace", "/7", "b", ["a", "b"]),
        ({"a": 1}, "replace", "", 2, 2),
        ({"a": 1}, "add", "/b/c/0", 2, {"a": 1, "b": {"c": [2]}}),
        ({"a": 1}, "add", "/a/b", 2, {"a": {"b": 2}}),
        ("text", "add", "/-", "b", ["b"]),
        (["a"], "add", "/name", 1, {"name": 1}),
        ({}, "add", "/a~1b/c~0d", 1, {"a/b": {"c~d": 1}}),
    ],
)
def test_operations_give_the_document_they_describe(
    document: Any, op: str, path: str, value: Any, result: Any
) -> None:
    assert apply_operation(document, op, path, value) == result


@pytest.mark.parametrize(
    ("op", "path"),
    [("remove", "/0"), ("add", "no-slash"), ("add", "/a" * (MAX_DEPTH + 1))],
)
def test_what_fits_no_document_is_refused(op: str, path: str) -> None:
    with pytest.raises(PatchError):
        apply_operation(None, op, path, 1)


def test_an_index_of_a_million_digits_costs_nothing() -> None:
    assert apply_operation([], "add", "/" + "9" * 1_000_000, "x") == ["x"]
