"""The agent that a session is with: its record, and what runs it."""

from __future__ import annotations

from webchat.embedded.agents.interface import Agent
from webchat.embedded.refusals import RefusedError
from webchat.embedded.services import services
from webchat.embedded.store.records import AgentRecord


def partner(agent_id: str) -> tuple[AgentRecord, Agent]:
    """Find an agent; raises RefusedError if there is none, or none that this server can run."""
    record = services().store.agents.find(agent_id)
    if record is None:
        raise RefusedError(400, f"Agent with ID {agent_id} not found")
    agent = services().agents.get(record.type)
    if agent is None:
        raise RefusedError(400, f"Agent type {record.type} is not supported by the server")
    return record, agent
