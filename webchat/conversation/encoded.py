"""The JSON forms of what crosses the border of a process.

Each ``encode_`` function gives lists, dicts, strings and numbers that ``json`` takes as they are;
its ``decode_`` function gives back an equal value and raises DecodingError for anything else.
Updates pass by the thousand each second: their forms are short lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, get_args

from webchat.conversation.changes import (
    Change,
    Ended,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    ReplyState,
    StatusChanged,
    TextAdded,
)
from webchat.conversation.parts import GrowingText, Part, TextPart, ToolCallPart, UnknownPart
from webchat.conversation.reply import Reply
from webchat.conversation.transcript import Turn, UserMessage
from webchat.conversation.updates import TurnNamed, TurnStarted, Update
from webchat.errors import DecodingError

STATES: tuple[ReplyState, ...] = get_args(ReplyState)


def encode_update(update: Update) -> list[Any]:
    """Encode an update as ``[number, correlation id, kind, ...]``."""
    return [update.number, update.correlation_id, *encode_change(update.change)]


def decode_update(form: Any) -> Update:
    """Decode an update; raises DecodingError."""
    match form:
        case [number, str(correlation_id), *change] if _is_count(number):
            return Update(number, correlation_id, decode_change(change))
    raise DecodingError("update")


def encode_change(change: TurnStarted | TurnNamed | Change) -> list[Any]:
    """Encode a change as ``[kind, ...]``."""
    match change:
        case TextAdded(index, delta):
            return ["+", index, delta]
        case PartStarted(index, part):
            return ["part", index, encode_part(part)]
        case PartChanged(index, part):
            return ["changed", index, encode_part(part)]
        case PartTimed(index, seconds):
            return ["timed", index, seconds]
        case StatusChanged(status):
            return ["status", status]
        case Replaced(parts):
            return ["replaced", [encode_part(part) for part in parts]]
        case Ended(state, problem, ended_at):
            return ["ended", state, problem, *_encode_moment(ended_at)]
        case TurnStarted(turn):
            return ["turn", encode_turn(turn)]
        case TurnNamed(real_id):
            return ["named", real_id]


def decode_change(form: Any) -> TurnStarted | TurnNamed | Change:
    """Decode a change; raises DecodingError."""
    match form:
        case ["+", index, str(delta)] if _is_count(index):
            return TextAdded(index, delta)
        case ["part", index, part] if _is_count(index):
            return PartStarted(index, decode_part(part))
        case ["changed", index, part] if _is_count(index):
            return PartChanged(index, decode_part(part))
        case ["timed", index, seconds] if _is_count(index) and _is_count(seconds):
            return PartTimed(index, seconds)
        case ["status", str(status)]:
            return StatusChanged(status)
        case ["replaced", list(parts)]:
            return Replaced(tuple(map(decode_part, parts)))
        case ["ended", state, str() | None as problem, *moment]:
            return Ended(_decode_state(state), problem, _decode_moment(*moment))
        case ["turn", Mapping() as turn]:
            return TurnStarted(decode_turn(turn))
        case ["named", str(real_id)]:
            return TurnNamed(real_id)
    raise DecodingError("change")


def encode_turn(turn: Turn) -> dict[str, Any]:
    """Encode a turn, all of its reply included, as it is now."""
    message, reply = turn.message, turn.reply
    return {
        "correlation_id": turn.correlation_id,
        "message": None if message is None else message.text,
        "created_at": _encode_time(message.created_at if message else None),
        "parts": [encode_part(part) for part in reply.parts],
        "state": reply.state,
        "status": reply.status,
        "problem": reply.problem,
        "is_cut_off": reply.is_cut_off,
        "ended_at": _encode_time(reply.ended_at),
    }


def decode_turn(form: Any) -> Turn:
    """Decode a turn; raises DecodingError."""
    match form:
        case {
            "correlation_id": str(correlation_id),
            "message": str() | None as text,
            "created_at": str() | None as created_at,
        }:
            message = None if text is None else UserMessage(text, _decode_time(created_at))
            return Turn(correlation_id, message, _decode_reply(form))
    raise DecodingError("turn")


def encode_part(part: Part) -> list[Any]:
    """Encode a part, as it is now, as ``[kind, ...]``."""
    match part:
        case TextPart(kind):
            return [kind, part.text, *_encode_seconds(part.seconds)]
        case ToolCallPart(call_id, name, body, result, error, seconds):
            form = ["tool_call", call_id, name, str(body), result, error]
            return [*form, *_encode_seconds(seconds)]
        case UnknownPart(label, value):
            return ["unknown", label, value]


def decode_part(form: Any) -> Part:
    """Decode a part; raises DecodingError."""
    match form:
        case ["content" | "reasoning" as kind, str(text), *seconds]:
            return TextPart(kind, GrowingText(text), _decode_seconds(*seconds))
        case ["tool_call", str(call_id), str(name), str(body), result, error, *seconds]:
            outcome = (_decode_text(result), _decode_text(error), _decode_seconds(*seconds))
            return ToolCallPart(call_id, name, GrowingText(body), *outcome)
        case ["unknown", str(label), str(value)]:
            return UnknownPart(label, value)
    raise DecodingError("part")


def _decode_reply(form: Any) -> Reply:
    match form:
        case {
            "parts": list(parts),
            "state": state,
            "status": str(status),
            "problem": str() | None as problem,
            "is_cut_off": bool(is_cut_off),
        }:
            read = [decode_part(part) for part in parts]
            # Absent from what was written by a version that knew of no ends.
            ended_at = _decode_time(_decode_text(form.get("ended_at")))
            return Reply(read, _decode_state(state), status, problem, is_cut_off, ended_at)
    raise DecodingError("reply")


def _decode_state(form: Any) -> ReplyState:
    for state in STATES:
        if state == form:
            return state
    raise DecodingError("state")


def _encode_time(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _decode_time(form: str | None) -> datetime | None:
    try:
        return None if form is None else datetime.fromisoformat(form)
    except ValueError:
        raise DecodingError("time") from None


def _decode_text(form: Any) -> str | None:
    if form is None or isinstance(form, str):
        return form
    raise DecodingError("text")


def _encode_seconds(seconds: int | None) -> list[int]:
    # None takes no place: so it is for processes too that know of no durations yet.
    return [] if seconds is None else [seconds]


def _decode_seconds(*form: Any) -> int | None:
    match form:
        case []:
            return None
        case [int() as seconds] if _is_count(seconds):
            return seconds
    raise DecodingError("duration")


def _encode_moment(moment: datetime | None) -> list[str]:
    return [] if moment is None else [moment.isoformat()]


def _decode_moment(*form: Any) -> datetime | None:
    match form:
        case []:
            return None
        case [str(time)]:
            return _decode_time(time)
    raise DecodingError("time")


def _is_count(value: Any) -> bool:
    # true and false are numbers to Python
    return type(value) is int and value >= 0
