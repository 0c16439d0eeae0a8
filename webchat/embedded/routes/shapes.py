"""How records look in answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from webchat.embedded.store.records import AgentRecord, EventRecord, SessionRecord


def show_agent(agent: AgentRecord) -> dict[str, Any]:
    """Show an agent."""
    return _with_time(vars(agent), agent.created_at)


def show_session(session: SessionRecord) -> dict[str, Any]:
    """Show a session; no client of ours reports what it has consumed, so that stays zero."""
    shown = {name: value for name, value in vars(session).items() if name != "created_at"}
    return _with_time({**shown, "consumption_offsets": {"client": 0}}, session.created_at)


def show_event(event: EventRecord) -> dict[str, Any]:
    """Show a stored event."""
    return _with_time(vars(event), event.created_at)


def without_nulls(shown: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what is null, as some answers do."""
    return {name: value for name, value in shown.items() if value is not None}


def _with_time(shown: Mapping[str, Any], created_at: datetime) -> dict[str, Any]:
    return {**shown, "created_at": created_at.isoformat().replace("+00:00", "Z")}
