"""An event: stored in a session, or emitted whole into a stream."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webchat.client.models import fields
from webchat.client.models.event_kinds import (
    EVENT_SOURCES,
    EVENT_TYPES,
    EventSourceDTO,
    EventTypeDTO,
    known_or_text,
)

EMITTED_FIELDS = frozenset(["id", "correlation_id", "type", "source", "data", "metadata"])
STORED_FIELDS = EMITTED_FIELDS | {"offset", "deleted", "created_at"}


@dataclass(frozen=True, slots=True)
class EmittedEventDTO:
    """One event as the stream tells it; ``data`` is any JSON, by the API an object."""

    id: str
    correlation_id: str
    type: EventTypeDTO | str
    source: EventSourceDTO | str
    data: Any
    metadata: Mapping[str, Any] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> EmittedEventDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            id=fields.text(data, "id"),
            correlation_id=fields.text(data, "correlation_id"),
            type=known_or_text(EVENT_TYPES, fields.text(data, "type")),
            source=known_or_text(EVENT_SOURCES, fields.text(data, "source")),
            data=data.get("data"),
            metadata=fields.optional_object(data, "metadata"),
            extra=fields.unknown(data, EMITTED_FIELDS),
        )


@dataclass(frozen=True, slots=True)
class EventDTO:
    """One stored event; ``offset`` counts from 0, ``created_at`` is an aware datetime."""

    id: str
    correlation_id: str
    type: EventTypeDTO | str
    source: EventSourceDTO | str
    offset: int
    data: Any
    deleted: bool
    metadata: Mapping[str, Any] | None
    created_at: datetime
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> EventDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            id=fields.text(data, "id"),
            correlation_id=fields.text(data, "correlation_id"),
            type=known_or_text(EVENT_TYPES, fields.text(data, "type")),
            source=known_or_text(EVENT_SOURCES, fields.text(data, "source")),
            offset=fields.number(data, "offset"),
            data=data.get("data"),
            deleted=fields.flag(data, "deleted"),
            metadata=fields.optional_object(data, "metadata"),
            created_at=fields.moment(data, "created_at"),
            extra=fields.unknown(data, STORED_FIELDS),
        )


@dataclass(frozen=True, slots=True)
class EventsDTO:
    """The stored events of a session, in their order."""

    data: tuple[EventDTO, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> EventsDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            data=fields.models(data, "data", EventDTO.from_json),
            extra=fields.unknown(data, frozenset(["data"])),
        )
