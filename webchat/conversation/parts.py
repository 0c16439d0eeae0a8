"""The parts of a reply: content, reasoning, tool calls, and what we do not know."""

from __future__ import annotations

import json
from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

# The label of what was streamed and could not be applied.
UNREADABLE_CHUNK = "chunk"


class GrowingText:
    """A text that is appended to often and read seldom; both cost what they add."""

    def __init__(self, text: str = "") -> None:
        self._pieces = [text] if text else []

    def append(self, delta: str) -> None:
        """Add ``delta`` at the end."""
        self._pieces.append(delta)

    def __str__(self) -> str:
        if len(self._pieces) > 1:
            self._pieces = ["".join(self._pieces)]
        return self._pieces[0] if self._pieces else ""

    def __bool__(self) -> bool:
        return any(self._pieces)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, GrowingText) and str(self) == str(other)

    __hash__ = None  # type: ignore[assignment]  # it changes: it must not be a key


@dataclass
class TextPart:
    """Markdown that the agent wrote: its answer, or its reasoning.

    ``seconds`` is how long it took, None if that is not known (yet).
    """

    kind: Literal["content", "reasoning"]
    body: GrowingText = field(default_factory=GrowingText)
    seconds: int | None = field(default=None, compare=False)

    @property
    def text(self) -> str:
        """The whole text so far."""
        return str(self.body)


@dataclass
class ToolCallPart:
    """A call of a tool, with its result once that is known.

    ``body`` holds the arguments as they are streamed, JSON in the end. ``result`` and ``error``
    are texts to show, ``seconds`` is how long the tool took; None means that there is none (yet).
    """

    call_id: str
    name: str = ""
    body: GrowingText = field(default_factory=GrowingText, compare=False)
    result: str | None = None
    error: str | None = None
    seconds: int | None = field(default=None, compare=False)
    kind: Literal["tool_call"] = "tool_call"

    @property
    def arguments(self) -> str:
        """The arguments as text: indented JSON if they are whole, else as they came."""
        text = str(self.body)
        try:
            return to_text(json.loads(text)) if text else ""
        except (ValueError, RecursionError):
            return text

    @property
    def is_finished(self) -> bool:
        """Whether the tool has answered."""
        return self.result is not None or self.error is not None

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, ToolCallPart):
            return NotImplemented
        return _identity(self) == _identity(other)

    __hash__ = None  # type: ignore[assignment]  # it changes: it must not be a key


@dataclass
class UnknownPart:
    """Something of a kind that webchat does not know: kept, and shown plainly as JSON."""

    label: str
    value: str
    kind: Literal["unknown"] = "unknown"


Part = TextPart | ToolCallPart | UnknownPart
PartType = TypeVar("PartType", bound=Part)


def copy_of(part: PartType) -> PartType:
    """Copy ``part`` as it is now, apart from its growth to come."""
    copied = copy(part)
    if not isinstance(copied, UnknownPart):
        copied.body = GrowingText(str(copied.body))
    return copied


def is_answer(part: Part) -> bool:
    """Tell whether ``part`` is text of the answer, not of the way to it."""
    return isinstance(part, TextPart) and part.kind == "content" and bool(part.body)


def answer_in(parts: Iterable[Part]) -> str:
    """Give the answer as the agent wrote it, in markdown; empty if there is none."""
    texts = (part.text for part in parts if isinstance(part, TextPart) and is_answer(part))
    return "\n\n".join(texts)


def to_text(value: Any) -> str:
    """Show any JSON value as text: a string as it is, anything else as indented JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, indent=2, ensure_ascii=False, default=str)


def _identity(call: ToolCallPart) -> tuple[object, ...]:
    return (call.call_id, call.name, call.arguments, call.result, call.error)
