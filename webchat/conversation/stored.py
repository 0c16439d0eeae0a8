"""The fold of stored events into a reply."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Literal

from webchat.client import EmittedEventDTO, EventDTO, EventSourceDTO, EventTypeDTO
from webchat.conversation.changes import Change, Ended, ReplyState
from webchat.conversation.parts import GrowingText, ToolCallPart, to_text
from webchat.conversation.problems import agent_failed
from webchat.conversation.reply import Reply
from webchat.conversation.stopwatch import Stopwatch

AGENT_CANCELLED = "cancelled"
AGENT_ERROR = "error"
FINAL_STATUSES = ("ready", "completed")


def fold_stored(events: Iterable[EventDTO]) -> Reply:
    """Fold the stored events of one turn, in their order, into its ended Reply.

    It ended with the last event that says anything of it.
    """
    reply = Reply()
    stopwatch = Stopwatch(reply)
    ended_at: datetime | None = None
    for event in events:
        moment = event.created_at.timestamp()
        if is_user_message(event):
            stopwatch.begin(moment)
        elif not event.deleted:
            changes = add_event(reply, event)
            stopwatch.note(changes, moment)
            # A word that all is over may be stored after whoever watched has read the rest.
            ended_at = event.created_at if changes else ended_at
    stopwatch.end_thought()
    conclude(reply, ended_at)
    return reply


def is_user_message(event: EventDTO) -> bool:
    """Tell whether a person wrote this event."""
    return event.source == EventSourceDTO.USER and event.type == EventTypeDTO.MESSAGE


def conclude(reply: Reply, ended_at: datetime | None = None) -> Ended:
    """End a reply of which no more will come, as its statuses say.

    It has ``failed`` or was ``stopped`` where a status said so, is ``done`` if the agent said
    anything, else ``interrupted``: upstream stores nothing of a reply whose reader went away.
    ``interrupted`` is also one that was cancelled for a reason that its status gives.
    """
    if reply.problem is not None:
        return reply.end("failed", reply.problem, ended_at)
    if reply.status == AGENT_CANCELLED:
        state: ReplyState = "interrupted" if reply.is_cut_off else "stopped"
        return reply.end(state, ended_at=ended_at)
    return reply.end("done" if reply.parts else "interrupted", ended_at=ended_at)


def add_event(reply: Reply, event: EventDTO | EmittedEventDTO) -> list[Change]:
    """Fold one whole event into ``reply`` and return what changed.

    Data of another shape than the API's is kept as a part of unknown kind.
    """
    data = event.data
    if isinstance(data, Mapping):
        match data.get("type"), data:
            case "status", {"status": str(status)}:
                return add_status(reply, status, data.get("data"))
            case "message", {"parts": list(parts)}:
                return [change for part in parts for change in _add_part(reply, part)]
            case "tool_call_result", {"tool_calls": list(calls)}:
                return [change for call in calls for change in add_result(reply, call)]
    return [reply.keep_unknown(str(event.type), data)]


def add_status(reply: Reply, status: str, details: Any) -> list[Change]:
    """Fold a status into ``reply``; an error's detail becomes the problem to tell."""
    if status in FINAL_STATUSES:
        return []
    detail = details.get("detail") if isinstance(details, Mapping) else None
    if status == AGENT_CANCELLED:
        # Whoever stops a reply leaves; a server that gives a reason has cancelled it by itself.
        reply.is_cut_off = bool(detail)
    if status == AGENT_ERROR:
        reply.problem = agent_failed(detail)
    return [reply.set_status(status)]


def add_result(reply: Reply, call: Any) -> list[Change]:
    """Fold a tool's result, stored (``result.data``) or streamed (``data.result``)."""
    if not isinstance(call, Mapping) or not isinstance(call.get("tool_call_id"), str):
        return [reply.keep_unknown("tool_call_result", call)]
    error = call.get("error")
    result = None if error is not None else _result_value(call)
    change = reply.set_result(
        call["tool_call_id"],
        str(call.get("tool_name", "")),
        arguments_text(call.get("args")),
        result=None if error is not None else to_text(result),
        error=None if error is None else to_text(error),
    )
    return [change]


def arguments_text(value: Any) -> str:
    """Give a tool call's arguments as text: fragments joined, anything else as JSON."""
    if isinstance(value, list) and all(isinstance(fragment, str) for fragment in value):
        return "".join(value)
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def piece_text(piece: Any) -> str:
    """Give the text of a piece of content: a string, or an object that holds one.

    Some agents pass on what their model's library gives them, such as
    ``{"type": "text", "text": "..."}``.
    """
    if isinstance(piece, Mapping):
        for name in ("text", "content"):
            if isinstance(piece.get(name), str):
                return str(piece[name])
    return to_text(piece)


def _add_part(reply: Reply, part: Any) -> list[Change]:
    kinds: tuple[Literal["content", "reasoning"], ...] = ("content", "reasoning")
    if isinstance(part, Mapping):
        for kind in kinds:
            if part.get("type") == kind and kind in part:
                pieces = part[kind] if isinstance(part[kind], list) else [part[kind]]
                return [reply.start_text(kind, "".join(map(piece_text, pieces)))]
        if part.get("type") == "tool_call":
            return [reply.start_part(tool_call(part))]
    return [reply.keep_unknown("message", part)]


def tool_call(value: Mapping[str, Any]) -> ToolCallPart:
    """Read a tool call, streamed or stored."""
    return ToolCallPart(
        str(value.get("tool_call_id", "")),
        str(value.get("tool_name", "")),
        GrowingText(arguments_text(value.get("args"))),
    )


def _result_value(call: Mapping[str, Any]) -> Any:
    outer, inner = ("result", "data") if "result" in call else ("data", "result")
    value = call.get(outer)
    return value[inner] if isinstance(value, Mapping) and inner in value else value
