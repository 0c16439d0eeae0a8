"""A reply for which the test speaks."""

from __future__ import annotations

import json
import queue
import threading
from typing import Any

CREATED_AT = "2026-11-22T12:00:00Z"
AGENT = {
    "id": "agent00001",
    "name": "Scripted",
    "type": "scripted",
    "description": "Says what a test tells it to.",
    "created_at": CREATED_AT,
}

END = object()
CUT = object()


class ScriptedReply:
    """One streamed reply; the test speaks for the agent."""

    def __init__(self, session_id: str, text: str, correlation_id: str) -> None:
        self.session_id = session_id
        self.text = text
        self.correlation_id = correlation_id
        self.reader_left = threading.Event()
        self.outgoing: queue.Queue[Any] = queue.Queue()
        self.said: list[str] = []
        self.timestamp = 0.0

    def say(self, *deltas: str, event_id: str = "answer", **metadata: Any) -> None:
        for delta in deltas:
            self.said.append(delta)
            self.patch(event_id, {"op": "add", "path": "/-", "value": delta}, **metadata)

    def patch(self, event_id: str, *operations: dict[str, Any], **metadata: Any) -> None:
        chunk = {
            "correlation_id": self.correlation_id,
            "event_id": event_id,
            "seq": 0,
            "patches": list(operations),
            "metadata": {"agent_id": AGENT["id"], "agent_name": AGENT["name"], **metadata},
            "timestamp": self.timestamp,
        }
        self.send_raw(f"event: chunk\ndata: {json.dumps(chunk)}\n\n".encode())

    def status(self, name: str, **details: Any) -> None:
        event = {
            "id": "",
            "source": "ai_agent",
            "type": "status",
            "correlation_id": self.correlation_id,
            "data": {"type": "status", "status": name, "data": details},
            "metadata": None,
        }
        self.send_raw(f"event: status\nid: \ndata: {json.dumps(event)}\n\n".encode())

    def send_raw(self, data: bytes) -> None:
        self.outgoing.put(data)

    def end(self) -> None:
        self.outgoing.put(END)

    def cut(self) -> None:
        self.outgoing.put(CUT)
