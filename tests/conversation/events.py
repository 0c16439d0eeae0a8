"""Makes events as the sessions API sends them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from webchat.client import ChunkEventDTO, EmittedEventDTO, EventDTO, EventsDTO, SessionStream
from webchat.conversation import Reply, StreamedFold, TextPart, ToolCallPart

TRANSCRIPTS = Path(__file__).parents[1] / "transcripts"
CORRELATION_ID = "RID(aaaaaaaaaa)::bbbbbbbbbb"


def chunk(event_id: str, *patches: tuple[str, str, Any], **metadata: Any) -> SessionStream:
    data = {
        "event_id": event_id,
        "correlation_id": CORRELATION_ID,
        "seq": 0,
        "patches": [{"op": op, "path": path, "value": value} for op, path, value in patches],
        "metadata": metadata,
        "timestamp": 0.0,
    }
    return SessionStream("chunk", None, ChunkEventDTO.from_json(data))


def text(event_id: str, delta: str, **metadata: Any) -> SessionStream:
    return chunk(event_id, ("add", "/-", delta), **metadata)


def status(name: str, event_id: str = "", **details: Any) -> SessionStream:
    data = {
        "id": event_id,
        "correlation_id": CORRELATION_ID,
        "type": "status",
        "source": "ai_agent",
        "data": {"type": "status", "status": name, "data": details},
        "metadata": None,
    }
    return SessionStream("status", None, EmittedEventDTO.from_json(data))


def stored(type_: str, data: Any, source: str = "ai_agent", offset: int = 0) -> EventDTO:
    return EventDTO.from_json(
        {
            "id": f"event{offset:05}",
            "correlation_id": CORRELATION_ID,
            "type": type_,
            "source": source,
            "offset": offset,
            "data": data,
            "deleted": False,
            "metadata": None,
            "created_at": "2026-11-22T16:20:37.475425Z",
        }
    )


def recorded_stream(name: str) -> list[SessionStream]:
    """Read a recorded transcript; the client's own tests are about its bytes."""
    events = []
    for block in (TRANSCRIPTS / f"{name}.sse").read_text().strip().split("\n\n"):
        fields = dict(line.split(":", 1) for line in block.split("\n"))
        data = json.loads(fields["data"])
        kind = fields["event"].strip()
        model = ChunkEventDTO if kind == "chunk" else EmittedEventDTO
        events.append(SessionStream(kind, None, model.from_json(data)))
    return events


def recorded_events(name: str) -> tuple[EventDTO, ...]:
    document = json.loads((TRANSCRIPTS / f"{name}.events.json").read_text())
    return EventsDTO.from_json(document).data


def texts(reply: Reply) -> list[tuple[str, str]]:
    return [(part.kind, part.text) for part in reply.parts if isinstance(part, TextPart)]


def folded(*events: SessionStream) -> Reply:
    reply = Reply()
    fold = StreamedFold(reply)
    for event in events:
        fold.add(event)
    return reply


def result(call_id: str, value: Any) -> dict[str, Any]:
    return {"tool_call_id": call_id, "tool_name": "search", "args": {}, "data": {"result": value}}


def calls_of(reply: Reply) -> list[ToolCallPart]:
    return [part for part in reply.parts if isinstance(part, ToolCallPart)]
