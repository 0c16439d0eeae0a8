"""A chunk: the streamed JSON Patch of an event in the making."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from webchat.client.models import fields

CHUNK_FIELDS = frozenset(["event_id", "correlation_id", "seq", "patches", "metadata", "timestamp"])
OPERATION_FIELDS = frozenset(["op", "path", "value"])


@dataclass(frozen=True, slots=True)
class JsonPatchOperationDTO:
    """One operation of a patch; ``op`` is ``add`` or ``replace``, others are kept as they are."""

    op: str
    path: str
    value: Any
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> JsonPatchOperationDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            op=fields.text(data, "op"),
            path=fields.text(data, "path"),
            value=data.get("value"),
            extra=fields.unknown(data, OPERATION_FIELDS),
        )


@dataclass(frozen=True, slots=True)
class ChunkEventDTO:
    """A change of the event ``event_id``; ``timestamp`` is in Unix seconds."""

    event_id: str
    correlation_id: str
    seq: int
    patches: tuple[JsonPatchOperationDTO, ...]
    metadata: Mapping[str, Any]
    timestamp: float | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> ChunkEventDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            event_id=fields.text(data, "event_id"),
            correlation_id=fields.text(data, "correlation_id"),
            seq=fields.number(data, "seq"),
            patches=fields.models(data, "patches", JsonPatchOperationDTO.from_json),
            metadata=fields.optional_object(data, "metadata") or {},
            timestamp=fields.optional_seconds(data, "timestamp"),
            extra=fields.unknown(data, CHUNK_FIELDS),
        )
