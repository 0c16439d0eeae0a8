"""The wire format: Server-Sent Events of two names, ``status`` and ``chunk``."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Patch:
    """One operation of a JSON Patch."""

    op: Literal["add", "replace"]
    path: str
    value: Any


def status_message(event_id: str, correlation_id: str, data: Mapping[str, Any]) -> bytes:
    """Make the message of a status; ``event_id`` may be empty."""
    event = {
        "id": event_id,
        "source": "ai_agent",
        "type": "status",
        "correlation_id": correlation_id,
        "data": data,
        "metadata": None,
    }
    return f"event: status\nid: {event_id}\ndata: {_dump(event)}\n\n".encode()


def chunk_message(
    event_id: str, correlation_id: str, patches: Sequence[Patch], metadata: Mapping[str, Any]
) -> bytes:
    """Make the message of a change to the document ``event_id``; ``seq`` is always zero."""
    chunk = {
        "correlation_id": correlation_id,
        "event_id": event_id,
        "seq": 0,
        "patches": [asdict(patch) for patch in patches],
        "metadata": metadata,
        "timestamp": time.time(),
    }
    return f"event: chunk\ndata: {_dump(chunk)}\n\n".encode()


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, allow_nan=False)
