"""What kinds of events there are, and who makes them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

Kind = TypeVar("Kind", bound=StrEnum)


class EventTypeDTO(StrEnum):
    """The type of an event."""

    MESSAGE = "message"
    TOOL = "tool"
    STATUS = "status"
    CUSTOM = "custom"


class EventSourceDTO(StrEnum):
    """Who made an event."""

    USER = "user"
    AI_AGENT = "ai_agent"
    SYSTEM = "system"


EVENT_TYPES: Mapping[str, EventTypeDTO] = {kind.value: kind for kind in EventTypeDTO}
EVENT_SOURCES: Mapping[str, EventSourceDTO] = {kind.value: kind for kind in EventSourceDTO}


def known_or_text(kinds: Mapping[str, Kind], value: str) -> Kind | str:
    """Give the member of that value, or the value itself where the API has grown a new one."""
    return kinds.get(value, value)
