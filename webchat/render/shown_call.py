"""A tool call as templates are given it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from webchat.conversation import ToolCallPart
from webchat.conversation.parts import to_text
from webchat.render.call_preview import preview_of, preview_so_far

CallState = Literal["running", "done", "failed", "unanswered"]

# What is longer is shown as it came: reading it would take more than a moment.
JSON_CHARACTERS = 128 * 1024


@dataclass(frozen=True, slots=True)
class ShownCall:
    """A tool call and what became of it.

    ``arguments`` and ``result`` are texts, indented if they are JSON; ``arguments_json`` and
    ``result_json`` are what that says, else None. ``preview`` is the arguments in one short line,
    as far as they have come. ``seconds`` is how long the tool took, None if that is not known.
    """

    name: str
    state: CallState
    arguments: str
    arguments_json: Any
    preview: str
    result: str | None
    result_json: Any
    error: str | None
    seconds: int | None


def shown_call(part: ToolCallPart, *, is_whole: bool, is_over: bool) -> ShownCall:
    """Show a call as it is now; ``is_whole`` tells of its arguments, ``is_over`` of its reply."""
    text = str(part.body)
    arguments = json_of(text) if is_whole else None
    result = json_of(part.result or "")
    return ShownCall(
        name=part.name,
        state=_state_of(part, is_over=is_over),
        arguments=_indented(text, arguments),
        arguments_json=arguments,
        preview=_preview_of(text, arguments, is_whole=is_whole),
        result=None if part.result is None else _indented(part.result, result),
        result_json=result,
        error=part.error,
        seconds=part.seconds,
    )


def json_of(text: str) -> Any:
    """Read a text as a JSON object or list; None if it is none."""
    if len(text) > JSON_CHARACTERS or text.strip()[:1] not in ("{", "["):
        return None
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _preview_of(text: str, arguments: Any, *, is_whole: bool) -> str:
    if arguments is not None:
        return preview_of(text, arguments)
    # What is whole and cannot be read, because it was cut off perhaps, is shown all the same.
    return preview_so_far(text) or (preview_of(text, None) if is_whole else "")


def _indented(text: str, value: Any) -> str:
    return text if value is None else to_text(value)


def _state_of(part: ToolCallPart, *, is_over: bool) -> CallState:
    if part.error is not None:
        return "failed"
    if part.result is not None:
        return "done"
    return "unanswered" if is_over else "running"
