"""Agents: who answers in a session, remembered for a while."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import cast

from flask import Flask, current_app

from webchat.client import AgentDTO, Flux0
from webchat.errors import SessionsAPIError
from webchat.web.access import guest_client

EXTENSION_NAME = "webchat-agents"
REMEMBERED_SECONDS = 60.0
MAX_AGENTS = 1_000


class Agents:
    """The agents that sessions were shown with, each as upstream described it last."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, tuple[float, AgentDTO]] = OrderedDict()
        self._lock = Lock()

    def init_app(self, app: Flask) -> None:
        """Hand the agents to the views of ``app``."""
        app.extensions[EXTENSION_NAME] = self

    def find(self, agent_id: str, client: Flux0) -> AgentDTO | None:
        """Give an agent; None for one that is not there, or if upstream does not answer."""
        with self._lock:
            learnt_at, agent = self._known.get(agent_id, (0.0, None))
        if agent is not None and monotonic() - learnt_at < REMEMBERED_SECONDS:
            return agent
        try:
            found = client.agents.retrieve(agent_id)
        except (SessionsAPIError, ValueError):
            # A name beside the title is not worth a page.
            return agent
        with self._lock:
            self._known[agent_id] = monotonic(), found
            self._known.move_to_end(agent_id)
            if len(self._known) > MAX_AGENTS:
                self._known.popitem(last=False)
        return found


def agent_of(agent_id: str) -> AgentDTO | None:
    """Give the agent of a session, if it can be told."""
    return cast(Agents, current_app.extensions[EXTENSION_NAME]).find(agent_id, guest_client())
