"""A session: a conversation of a user with an agent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webchat.client.models import fields

SESSION_FIELDS = frozenset(
    ["id", "agent_id", "user_id", "title", "consumption_offsets", "created_at"]
)


@dataclass(frozen=True, slots=True)
class ConsumptionOffsetsDTO:
    """How far the events were read; ``client`` is an event's offset."""

    client: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> ConsumptionOffsetsDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            client=fields.optional_number(data, "client"),
            extra=fields.unknown(data, frozenset(["client"])),
        )


@dataclass(frozen=True, slots=True)
class SessionDTO:
    """One session; ``created_at`` is an aware datetime."""

    id: str
    agent_id: str
    user_id: str
    title: str | None
    consumption_offsets: ConsumptionOffsetsDTO
    created_at: datetime
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> SessionDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        offsets = fields.optional_object(data, "consumption_offsets")
        return cls(
            id=fields.text(data, "id"),
            agent_id=fields.text(data, "agent_id"),
            user_id=fields.text(data, "user_id"),
            title=fields.optional_text(data, "title"),
            consumption_offsets=ConsumptionOffsetsDTO.from_json(offsets or {}),
            created_at=fields.moment(data, "created_at"),
            extra=fields.unknown(data, SESSION_FIELDS),
        )


@dataclass(frozen=True, slots=True)
class SessionsDTO:
    """The sessions of one user."""

    data: tuple[SessionDTO, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> SessionsDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            data=fields.models(data, "data", SessionDTO.from_json),
            extra=fields.unknown(data, frozenset(["data"])),
        )
