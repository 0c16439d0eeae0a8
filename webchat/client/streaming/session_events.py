"""Last stage: server-sent events to what the API means by them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from sseclient import Event

from webchat.client.json_text import parse_json
from webchat.client.models.chunk import ChunkEventDTO
from webchat.client.models.event import EmittedEventDTO
from webchat.client.models.fields import JsonObject, as_object
from webchat.client.models.session_stream import SessionStream
from webchat.errors import MalformedAnswerError, StreamMalformedError

PROMISED: Mapping[str, Callable[[JsonObject], ChunkEventDTO | EmittedEventDTO]] = {
    "chunk": ChunkEventDTO.from_json,
    "status": EmittedEventDTO.from_json,
}


def session_events(events: Iterable[Event]) -> Iterator[SessionStream]:
    """Read the data of each event by its name.

    An event whose name the API does not promise is kept whatever its data are. Raises
    StreamMalformedError for a ``chunk`` or ``status`` of another shape than promised.
    """
    for event in events:
        read = _promised if event.event in PROMISED else _unknown
        yield SessionStream(event.event, event.id, read(event))


def _promised(event: Event) -> ChunkEventDTO | EmittedEventDTO:
    try:
        return PROMISED[event.event](as_object(parse_json(event.data), "data"))
    except MalformedAnswerError as error:
        raise StreamMalformedError(f"{event.event}: {error.message}") from error
    except ValueError:
        raise StreamMalformedError(f"{event.event}: data is not JSON") from None


def _unknown(event: Event) -> EmittedEventDTO | dict[str, Any]:
    try:
        value = parse_json(event.data)
    except ValueError:
        return {"data": event.data}
    if not isinstance(value, dict):
        return {"data": value}
    try:
        return EmittedEventDTO.from_json(value)
    except MalformedAnswerError:
        return value
