"""The servers that the contract is checked on, and what makes their agents do one thing."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.flux0.server import Flux0Server
from webchat.client import (
    ChunkEventDTO,
    EmittedEventDTO,
    EventSourceDTO,
    EventStream,
    EventTypeDTO,
    Flux0,
    SessionDTO,
    SessionStream,
)
from webchat.embedded import serve

MESSAGE, USER = EventTypeDTO.MESSAGE, EventSourceDTO.USER


@dataclass(frozen=True)
class ContractServer:
    """A running server, its agent, and the messages that the agent answers in one known way."""

    url: str
    agent_id: str
    agent_type: str
    reason: str
    use_tool: str
    fail: str
    crash: str
    go_on: str


@contextmanager
def embedded_server(folder: Path) -> Iterator[ContractServer]:
    """Serve the embedded sessions API with its guide."""
    with serve(f"sqlite:///{folder / 'contract.sqlite3'}", guide_pace=0.0) as url:
        with Flux0(url) as flux0:
            agent_id = flux0.agents.list().data[0].id
        yield ContractServer(
            url, agent_id, "guide", "reason", "tool now", "error", "crash", "long 100000"
        )


def real_server(flux0: Flux0Server) -> ContractServer:
    """Describe the real server with its scripted agent."""
    return ContractServer(
        flux0.url, flux0.agent_id, "scripted", "reasoning", "tool", "error", "raise", "hang"
    )


def send(client: Flux0, session: SessionDTO, content: str) -> EventStream:
    """Send a message as the user."""
    return client.sessions.create_event(session.id, MESSAGE, USER, content)


def texts_of(events: EventStream | list[SessionStream]) -> list[str]:
    """Give what the chunks append to texts, one after the other."""
    return [
        operation.value
        for event in events
        if isinstance(event.data, ChunkEventDTO)
        for operation in event.data.patches
        if operation.path == "/-"
    ]


def statuses_of(events: list[SessionStream]) -> list[str]:
    """Give the statuses in their order."""
    return [
        event.data.data["status"]
        for event in events
        if isinstance(event.data, EmittedEventDTO) and event.data.type == "status"
    ]


def new_id() -> str:
    """Give an id that no session has, of 10 characters."""
    return secrets.token_hex(5)
