"""The operations on sessions and their events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from webchat.client.calls import Call, path_segment
from webchat.client.models.event import EventsDTO
from webchat.client.models.event_kinds import EventSourceDTO, EventTypeDTO
from webchat.client.models.session import SessionDTO, SessionsDTO
from webchat.client.retries import RetryConfig
from webchat.client.streaming.event_stream import EventStream
from webchat.client.upstream import Upstream
from webchat.errors import APIError

SESSIONS = "/api/sessions"
# What a server, or a proxy before it, says to a GET that has a body if it wants none.
BODY_REFUSALS = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.LENGTH_REQUIRED,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.NOT_IMPLEMENTED,
)


class Sessions:
    """``flux0.sessions``.

    Every operation raises, besides what it names: APIError for 4xx and 5xx, HTTPValidationError
    (an APIError) for 422, UnreachableError, NoAnswerError, MalformedAnswerError. ``retries``
    stands in for the client's own configuration.
    """

    def __init__(self, upstream: Upstream) -> None:
        self._upstream = upstream

    def create(
        self,
        agent_id: str,
        allow_greeting: bool | None = None,
        id: str | None = None,
        title: str | None = None,
        retries: RetryConfig | None = None,
    ) -> SessionDTO:
        """Create a session with an agent; 400 for an agent that is not there."""
        greeting = None if allow_greeting is None else str(allow_greeting).lower()
        given = {"agent_id": agent_id, "id": id, "title": title}
        body = {name: value for name, value in given.items() if value is not None}
        call = Call("POST", SESSIONS, {"allow_greeting": greeting}, body)
        return self._upstream.ask(call, retries, SessionDTO.from_json)

    def retrieve(self, session_id: str, retries: RetryConfig | None = None) -> SessionDTO:
        """Retrieve a session; 404 for one that is not there, 422 unless it has 10 characters."""
        call = Call("GET", f"{SESSIONS}/{path_segment(session_id)}")
        return self._upstream.ask(call, retries, SessionDTO.from_json)

    def list(self, agent_id: str | None = None, retries: RetryConfig | None = None) -> SessionsDTO:
        """List the caller's sessions, with one agent or with all."""
        call = Call("GET", SESSIONS, {"agent_id": agent_id})
        return self._upstream.ask(call, retries, SessionsDTO.from_json)

    def create_event(
        self,
        session_id: str,
        type_: EventTypeDTO | str,
        source: EventSourceDTO | str,
        content: str | None = None,
        retries: RetryConfig | None = None,
    ) -> EventStream:
        """Create an event and stream the agent's reply to it, whose end is the stream's.

        Raises StreamMalformedError for an answer that is no event stream. Close what it gives.
        """
        body = {"type": str(type_), "source": str(source)}
        if content is not None:
            body["content"] = content
        path = f"{SESSIONS}/{path_segment(session_id)}/events/stream"
        return self._upstream.open_stream(Call("POST", path, body=body), retries)

    def list_events(
        self,
        session_id: str,
        min_offset: int | None = None,
        source: EventSourceDTO | str | None = None,
        correlation_id: str | None = None,
        types: Sequence[EventTypeDTO | str] | None = None,
        retries: RetryConfig | None = None,
    ) -> EventsDTO:
        """List stored events: from an offset on, of one source, of one reply, of some types."""
        query = {
            "min_offset": min_offset,
            "source": None if source is None else str(source),
            "correlation_id": correlation_id,
        }
        call = Call("GET", f"{SESSIONS}/{path_segment(session_id)}/events", query)
        if not types:
            return self._upstream.ask(call, retries, EventsDTO.from_json)
        return self._list_typed_events(call, frozenset(map(str, types)), retries)

    def _list_typed_events(
        self, call: Call, types: frozenset[str], retries: RetryConfig | None
    ) -> EventsDTO:
        """Ask for types in the body, as the API has it, and filter what comes.

        Not every server reads the body of a GET. Its connection is not used again, lest a body
        left unread be taken for the next request.
        """
        typed = replace(call, body=sorted(types), headers={"Connection": "close"})
        try:
            events = self._upstream.ask(typed, retries, EventsDTO.from_json)
        except APIError as error:
            if error.status_code not in BODY_REFUSALS:
                raise
            events = self._upstream.ask(call, retries, EventsDTO.from_json)
        return replace(events, data=tuple(event for event in events.data if event.type in types))
