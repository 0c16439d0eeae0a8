"""The operations on agents."""

from __future__ import annotations

from webchat.client.calls import Call, path_segment
from webchat.client.models.agent import AgentDTO, AgentsDTO
from webchat.client.retries import RetryConfig
from webchat.client.upstream import Upstream

AGENTS = "/api/agents"


class Agents:
    """``flux0.agents``. Every operation raises what those of ``flux0.sessions`` do."""

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    def create(
        self,
        name: str,
        type_: str,
        description: str | None = None,
        retries: RetryConfig | None = None,
    ) -> AgentDTO:
        """Create an agent of a type that the server knows how to run."""
        body = {"name": name, "type": type_}
        if description is not None:
            body["description"] = description
        return self._upstream.ask(Call("POST", AGENTS, body=body), retries, AgentDTO.from_json)

    def retrieve(self, agent_id: str, retries: RetryConfig | None = None) -> AgentDTO:
        """Retrieve an agent; 404 for one that is not there."""
        call = Call("GET", f"{AGENTS}/{path_segment(agent_id)}")
        return self._upstream.ask(call, retries, AgentDTO.from_json)

    def list(self, retries: RetryConfig | None = None) -> AgentsDTO:
        """List all agents."""
        return self._upstream.ask(Call("GET", AGENTS), retries, AgentsDTO.from_json)
