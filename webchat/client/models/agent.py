"""An agent: who answers in a session."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from webchat.client.models import fields

AGENT_FIELDS = frozenset(["id", "name", "type", "description", "created_at"])


@dataclass(frozen=True, slots=True)
class AgentDTO:
    """One agent; ``created_at`` is an aware datetime."""

    id: str
    name: str
    type: str
    description: str | None
    created_at: datetime
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> AgentDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            id=fields.text(data, "id"),
            name=fields.text(data, "name"),
            type=fields.text(data, "type"),
            description=fields.optional_text(data, "description"),
            created_at=fields.moment(data, "created_at"),
            extra=fields.unknown(data, AGENT_FIELDS),
        )


@dataclass(frozen=True, slots=True)
class AgentsDTO:
    """All agents, in no particular order."""

    data: tuple[AgentDTO, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_json(cls, data: fields.JsonObject) -> AgentsDTO:
        """Read the API's JSON. Raises MalformedAnswerError."""
        return cls(
            data=fields.models(data, "data", AgentDTO.from_json),
            extra=fields.unknown(data, frozenset(["data"])),
        )
