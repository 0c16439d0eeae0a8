"""What an agent does, step by step.

From these steps, and from nothing else, come both the streamed messages and the stored events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True)
class Status:
    """Say how the work stands; ``error`` and ``cancelled`` end the reply."""

    status: Literal["acknowledged", "processing", "typing", "error", "cancelled"]
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow."""
        return self.status in ("error", "cancelled")


@dataclass(frozen=True)
class Text:
    """Add to the answer, in markdown."""

    delta: str


@dataclass(frozen=True)
class Reasoning:
    """Add to the reasoning."""

    delta: str


@dataclass(frozen=True)
class ToolCallStarted:
    """Begin to call a tool."""

    tool_call_id: str
    tool_name: str


@dataclass(frozen=True)
class ToolArguments:
    """Add to the arguments of the call under way: a fragment of a JSON object."""

    fragment: str


@dataclass(frozen=True)
class ToolResult:
    """Say what a tool answered: any JSON value."""

    tool_call_id: str
    tool_name: str
    args: Mapping[str, Any]
    result: Any


Step = Status | Text | Reasoning | ToolCallStarted | ToolArguments | ToolResult
