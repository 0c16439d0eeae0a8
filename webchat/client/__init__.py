"""The client of the sessions API, usable alone.

The law of this folder: it is the only one that speaks HTTP to the upstream (requests and
sseclient live here alone), and of webchat it knows nothing but ``errors`` and ``config``. What
the documentation of the API names, this package offers by the same names::

    import webchat.client as flux0_client
    from webchat.client import Flux0

    with Flux0() as flux0:
        agent = flux0.agents.list().data[0]
        session = flux0.sessions.create(agent_id=agent.id)
        with flux0.sessions.create_event(
            session_id=session.id,
            type_=flux0_client.EventTypeDTO.MESSAGE,
            source=flux0_client.EventSourceDTO.USER,
            content="What's the weather in SF?",
        ) as event_stream:
            for event in event_stream:
                print(event, flush=True)
"""

from __future__ import annotations

from webchat.client.agents import Agents
from webchat.client.flux0 import DEFAULT_SERVER_URL, Flux0
from webchat.client.models.agent import AgentDTO, AgentsDTO
from webchat.client.models.chunk import ChunkEventDTO, JsonPatchOperationDTO
from webchat.client.models.event import EmittedEventDTO, EventDTO, EventsDTO
from webchat.client.models.event_kinds import EventSourceDTO, EventTypeDTO
from webchat.client.models.session import ConsumptionOffsetsDTO, SessionDTO, SessionsDTO
from webchat.client.models.session_stream import SessionStream
from webchat.client.retries import BackoffStrategy, RetryConfig
from webchat.client.sessions import Sessions
from webchat.client.streaming.event_stream import EventStream
from webchat.errors import (
    APIError,
    HTTPValidationError,
    MalformedAnswerError,
    NoAnswerError,
    SessionsAPIError,
    StreamCutError,
    StreamError,
    StreamMalformedError,
    StreamStalledError,
    UnreachableError,
)

__all__ = [
    "DEFAULT_SERVER_URL",
    "APIError",
    "AgentDTO",
    "Agents",
    "AgentsDTO",
    "BackoffStrategy",
    "ChunkEventDTO",
    "ConsumptionOffsetsDTO",
    "EmittedEventDTO",
    "EventDTO",
    "EventSourceDTO",
    "EventStream",
    "EventTypeDTO",
    "EventsDTO",
    "Flux0",
    "HTTPValidationError",
    "JsonPatchOperationDTO",
    "MalformedAnswerError",
    "NoAnswerError",
    "RetryConfig",
    "SessionDTO",
    "SessionStream",
    "Sessions",
    "SessionsAPIError",
    "SessionsDTO",
    "StreamCutError",
    "StreamError",
    "StreamMalformedError",
    "StreamStalledError",
    "UnreachableError",
]
