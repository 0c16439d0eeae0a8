"""What an event stream gives, one at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from webchat.client.models.chunk import ChunkEventDTO
from webchat.client.models.event import EmittedEventDTO


@dataclass(frozen=True, slots=True)
class SessionStream:
    """One streamed event.

    ``event`` is its name and ``id`` its identity in the stream, None where none was given. The
    ``data`` of a ``chunk`` is a ChunkEventDTO, of a ``status`` an EmittedEventDTO. Of an event
    of any other name it is an EmittedEventDTO if it has that shape, else the JSON object as it
    came, or ``{"data": value}`` for what is no JSON object.
    """

    event: str
    id: str | None
    data: ChunkEventDTO | EmittedEventDTO | dict[str, Any]
