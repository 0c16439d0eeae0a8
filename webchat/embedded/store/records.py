"""What the store holds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class UserRecord:
    """Someone who calls the API, named by ``sub``."""

    id: str
    sub: str
    name: str
    created_at: datetime


@dataclass(frozen=True)
class AgentRecord:
    """An agent of a type that the server knows, or once knew."""

    id: str
    name: str
    type: str
    description: str | None
    created_at: datetime


@dataclass(frozen=True)
class SessionRecord:
    """A conversation of one user with one agent."""

    id: str
    agent_id: str
    user_id: str
    title: str | None
    created_at: datetime


@dataclass(frozen=True)
class Draft:
    """An event before it is stored."""

    correlation_id: str
    type: str
    source: str
    data: Mapping[str, Any]
    metadata: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class EventRecord:
    """A stored event; ``offset`` counts the events of its session from zero."""

    id: str
    correlation_id: str
    type: str
    source: str
    offset: int
    data: Mapping[str, Any]
    deleted: bool
    metadata: Mapping[str, Any] | None
    created_at: datetime
