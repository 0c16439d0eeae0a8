"""The documents that an agent's steps grow: a text, a tool call, a tool's result.

Each has an event id of its own while it is streamed, and becomes one stored event.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Literal

from webchat.embedded.agents.steps import ToolCallStarted, ToolResult
from webchat.embedded.replies.wire import Patch


class TextDocument:
    """A text of the answer or of the reasoning."""

    def __init__(self, event_id: str, kind: Literal["content", "reasoning"]) -> None:
        self.event_id = event_id
        self.kind = kind
        self._fragments: list[str] = []

    def add(self, delta: str) -> list[Patch]:
        """Add to the text."""
        self._fragments.append(delta)
        return [Patch("add", "/-", delta)]

    def part(self) -> dict[str, Any]:
        """Give the whole text as the part of a message."""
        return {"type": self.kind, self.kind: "".join(self._fragments)}


class ToolCallDocument:
    """A call of a tool, whose arguments come in fragments."""

    def __init__(self, event_id: str, call: ToolCallStarted) -> None:
        self.event_id = event_id
        self._call = call
        self._fragments: list[str] = []

    def open(self) -> list[Patch]:
        """Begin the call."""
        call = {"type": "tool_call", "tool_call_id": self._call.tool_call_id}
        return [
            Patch("add", "/tool_calls/0", {**call, "tool_name": "", "args": []}),
            Patch("replace", "/tool_calls/0/tool_name", self._call.tool_name),
        ]

    def add(self, fragment: str) -> list[Patch]:
        """Add to the arguments."""
        self._fragments.append(fragment)
        return [Patch("add", "/tool_calls/0/args/-", fragment)]

    def part(self) -> dict[str, Any]:
        """Give the call as the part of a message; arguments cut short stay text."""
        return {
            "type": "tool_call",
            "tool_call_id": self._call.tool_call_id,
            "tool_name": self._call.tool_name,
            "args": _parse("".join(self._fragments)),
        }


def result_patches(result: ToolResult) -> list[Patch]:
    """Make the patches of a tool's result, which comes whole."""
    value = {**_call_of(result), "data": {"result": result.result}}
    return [Patch("add", "/tool_call_results/0", value)]


def result_data(result: ToolResult) -> dict[str, Any]:
    """Make the data of the stored event of a tool's result."""
    answer = {"data": result.result, "metadata": {}, "control": {"mode": "auto"}}
    call = {**_call_of(result), "result": answer, "error": None}
    return {"type": "tool_call_result", "tool_calls": [call]}


def _call_of(result: ToolResult) -> dict[str, Any]:
    args: Mapping[str, Any] = result.args
    return {"tool_call_id": result.tool_call_id, "tool_name": result.tool_name, "args": args}


def _parse(arguments: str) -> Any:
    try:
        return json.loads(arguments or "{}")
    except ValueError:
        return arguments
