"""What the sessions API sends, small, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from webchat.client import ChunkEventDTO, SessionStream

TRANSCRIPTS = sorted((Path(__file__).parents[1] / "transcripts").glob("*.sse"))

SESSION: dict[str, Any] = {
    "id": "zv3h4j5Fjv",
    "agent_id": "vUfk4PgjTm",
    "user_id": "v9pg5Zv3h4",
    "title": "The weather in SF",
    "consumption_offsets": {"client": 3},
    "created_at": "2026-01-29T09:27:41.5Z",
}
AGENT: dict[str, Any] = {
    "id": "vUfk4PgjTm",
    "name": "Drizzle",
    "type": "weather",
    "description": None,
    "created_at": "2026-01-21T23:44:48Z",
}
EVENT: dict[str, Any] = {
    "id": "o5kf8vKzI5",
    "correlation_id": "RID(lyH-sVmwJO)::Y8oBzYT4CQ",
    "type": "message",
    "source": "user",
    "offset": 0,
    "data": {"type": "message", "parts": [{"type": "content", "content": "Hi"}]},
    "deleted": False,
    "metadata": None,
    "created_at": "2026-01-29T09:27:41Z",
}
STATUS: dict[str, Any] = {
    "id": "F2srsmTGrN",
    "correlation_id": "RID(fxjwGfAIYV)::u9ysV1pbcd",
    "type": "status",
    "source": "ai_agent",
    "data": {"type": "status", "status": "typing", "acknowledged_offset": 0, "data": {}},
    "metadata": None,
}
CHUNK: dict[str, Any] = {
    "event_id": "e936e0ba",
    "correlation_id": "RID(fxjwGfAIYV)::u9ysV1pbcd",
    "seq": 0,
    "patches": [{"op": "add", "path": "/-", "value": "Hi "}],
    "metadata": {"agent_id": "vUfk4PgjTm", "agent_name": "Drizzle"},
    "timestamp": 1739376296.5,
}


def event_bytes(name: str, data: Any, id: str | None = None) -> bytes:
    lines = [f"event: {name}", *([] if id is None else [f"id: {id}"]), f"data: {json.dumps(data)}"]
    return ("\n".join(lines) + "\n\n").encode()


def chunk_bytes(text: str) -> bytes:
    patches = [{"op": "add", "path": "/-", "value": text}]
    return event_bytes("chunk", {**CHUNK, "patches": patches})


def text_of(event: SessionStream) -> str:
    assert isinstance(event.data, ChunkEventDTO)
    return str(event.data.patches[0].value)
