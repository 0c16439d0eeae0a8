from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.conversation.events import calls_of, chunk, folded, result
from webchat.conversation import stored


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The values that have been read as tool calls, results or pieces of text so far."""
    values: list[Any] = []

    def counting(read: Callable[..., Any]) -> Callable[..., Any]:
        def read_and_count(*arguments: Any) -> Any:
            values.append(arguments[-1])
            return read(*arguments)

        return read_and_count

    for name in ("tool_call", "piece_text", "add_result"):
        monkeypatch.setattr(stored, name, counting(getattr(stored, name)))
    return values


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/tool_calls/{}", {"tool_call_id": "c", "args": {}}),
        ("/tool_calls/-", {"tool_call_id": "c", "args": {}}),
        ("/tool_calls/0", {"tool_call_id": "c", "args": {}}),
        ("/tool_call_results/{}", {"tool_call_id": "c", "data": {"result": 1}}),
        ("/tool_calls/0/args/{}", "piece"),
        ("/content/{}", "piece"),
        ("/{}", "piece"),
    ],
)
def test_an_operation_costs_no_more_in_a_large_document(
    path: str, value: Any, read: list[Any]
) -> None:
    folded(*[chunk("a", ("add", path.format(number), value)) for number in range(300)])

    assert len(read) <= 300 + 2


def test_what_is_put_before_others_leaves_them_as_they_are() -> None:
    reply = folded(
        chunk("a", ("add", "/tool_calls/0", {"tool_call_id": "c2", "args": ["{"]})),
        chunk("a", ("add", "/tool_calls/0", {"tool_call_id": "c1", "args": []})),
        chunk("a", ("add", "/tool_calls/1/args/-", "}")),
        chunk("a", ("replace", "/tool_calls/0/tool_name", "search")),
    )

    assert [(call.call_id, call.name, str(call.body)) for call in calls_of(reply)] == [
        ("c2", "", "{}"),
        ("c1", "search", ""),
    ]


def test_a_result_that_changes_from_inside_is_told() -> None:
    reply = folded(
        chunk("a", ("add", "/tool_call_results/0", result("c1", "sunny"))),
        chunk("a", ("replace", "/tool_call_results/0/data/result", "rain")),
    )

    assert [call.result for call in calls_of(reply)] == ["rain"]
