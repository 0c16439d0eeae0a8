"""The JSON form of turns and updates: what crosses the border of a process.

An update is a short list that begins with its kind, because thousands of them pass in a second.
Decoding gives back what was encoded; anything else raises DecodingError.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from webchat.conversation.changes import (
    Change,
    Ended,
    PartChanged,
    PartStarted,
    Replaced,
    StatusChanged,
    TextAdded,
)
from webchat.conversation.parts import GrowingText, Part, TextPart, ToolCallPart, UnknownPart
from webchat.conversation.reply import Reply
from webchat.conversation.transcript import Turn, UserMessage
from webchat.conversation.updates import TurnNamed, TurnStarted, Update
from webchat.errors import DecodingError

Value = TypeVar("Value")


def encode_update(update: Update) -> list[Any]:
    """Encode an update as ``[number, correlation id, kind, ...]``."""
    return [update.number, update.correlation_id, *encode_change(update.change)]


def decode_update(value: Any) -> Update:
    """Decode an update; raises DecodingError."""
    return _decoded(_update, value)


def encode_turn(turn: Turn) -> dict[str, Any]:
    """Encode a turn, its reply included."""
    message, reply = turn.message, turn.reply
    created_at = message.created_at if message else None
    return {
        "correlation_id": turn.correlation_id,
        "message": None if message is None else message.text,
        "created_at": None if created_at is None else created_at.isoformat(),
        "parts": [encode_part(part) for part in reply.parts],
        "state": reply.state,
        "status": reply.status,
        "problem": reply.problem,
    }


def decode_turn(value: Any) -> Turn:
    """Decode a turn; raises DecodingError."""
    return _decoded(_turn, value)


def _decoded(decode: Callable[[Any], Value], value: Any) -> Value:
    try:
        return decode(value)
    except (LookupError, TypeError, ValueError) as error:
        raise DecodingError(decode.__name__.removeprefix("_")) from error


def encode_part(part: Part) -> list[Any]:
    """Encode a part as ``[kind, ...]``."""
    match part:
        case TextPart(kind):
            return [kind, part.text]
        case ToolCallPart(call_id, name, body, result, error):
            return ["tool_call", call_id, name, str(body), result, error]
        case UnknownPart(label, value):
            return ["unknown", label, value]


def decode_part(value: Any) -> Part:
    """Decode a part; raises DecodingError."""
    return _decoded(_part, value)


def _part(value: Any) -> Part:
    match value:
        case ["content" | "reasoning" as kind, str(text)]:
            return TextPart(kind, GrowingText(text))
        case ["tool_call", call_id, name, body, result, error]:
            return ToolCallPart(call_id, name, GrowingText(body), result, error)
        case ["unknown", label, text]:
            return UnknownPart(label, text)
    raise ValueError("unknown kind of part")


def encode_change(change: TurnStarted | TurnNamed | Change) -> list[Any]:
    """Encode a change as ``[kind, ...]``."""
    match change:
        case TextAdded(index, delta):
            return ["+", index, delta]
        case PartStarted(index, part):
            return ["part", index, encode_part(part)]
        case PartChanged(index, part):
            return ["changed", index, encode_part(part)]
        case StatusChanged(status):
            return ["status", status]
        case Replaced(parts):
            return ["replaced", [encode_part(part) for part in parts]]
        case Ended(state, problem):
            return ["ended", state, problem]
        case TurnStarted(turn):
            return ["turn", encode_turn(turn)]
        case TurnNamed(real_id):
            return ["named", real_id]


def decode_change(value: Any) -> TurnStarted | TurnNamed | Change:
    """Decode a change; raises DecodingError."""
    return _decoded(_change, value)


def _update(value: Any) -> Update:
    number, correlation_id, *change = value
    return Update(int(number), str(correlation_id), _change(change))


def _change(value: list[Any]) -> TurnStarted | TurnNamed | Change:
    match value:
        case ["+", index, str(delta)]:
            return TextAdded(int(index), delta)
        case ["part", index, part]:
            return PartStarted(int(index), _part(part))
        case ["changed", index, part]:
            return PartChanged(int(index), _part(part))
        case ["status", str(status)]:
            return StatusChanged(status)
        case ["replaced", [*parts]]:
            return Replaced(tuple(map(_part, parts)))
        case ["ended", state, problem]:
            return Ended(state, problem)
        case ["turn", turn]:
            return TurnStarted(_turn(turn))
        case ["named", str(real_id)]:
            return TurnNamed(real_id)
    raise ValueError("unknown kind of change")


def _turn(value: Any) -> Turn:
    created_at = value["created_at"]
    message = None
    if value["message"] is not None:
        when = None if created_at is None else datetime.fromisoformat(created_at)
        message = UserMessage(str(value["message"]), when)
    parts = [_part(part) for part in value["parts"]]
    reply = Reply(parts, value["state"], str(value["status"]), value["problem"])
    return Turn(str(value["correlation_id"]), message, reply)
