"""What one operation touches of a document: all else of it has been read before."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from webchat.client import JsonPatchOperationDTO

GROWING = re.compile(
    r"(?:(?P<text>|/content)|/tool_calls/(?P<call>\d{1,9})/args)/(?P<place>-|\d+)", re.ASCII
)
END_OF_LIST = "-"
PLACE_DIGITS = 9


def growing_text(document: Any, operation: JsonPatchOperationDTO) -> bool:
    """Say whether the operation only adds a piece to the end of a document's text."""
    match = _growing(operation)
    if match is None or match["text"] is None:
        return False
    pieces = _of(document, "content") if match["text"] else document
    return match["place"] == END_OF_LIST or _is_end(pieces, match["place"])


def growing_call(document: Any, operation: JsonPatchOperationDTO) -> int | None:
    """Give the place of the tool call to whose argument fragments the operation only adds one."""
    match = _growing(operation)
    if match is None or match["call"] is None:
        return None
    calls, place = _of(document, "tool_calls"), int(match["call"])
    call = calls[place] if isinstance(calls, list) and place < len(calls) else None
    fragments = _of(call, "args")
    is_added = match["place"] == END_OF_LIST or _is_end(fragments, match["place"])
    return place if is_added and isinstance(fragments, list) else None


def places(values: list[Any], operation: JsonPatchOperationDTO) -> range:
    """Give the places in a list, such as ``/tool_calls``, whose values the operation changed."""
    steps = operation.path.split("/")[2:]
    if not steps:
        return range(len(values))
    last = len(values) - 1
    place = last if steps[0] == END_OF_LIST else min(int(steps[0][:PLACE_DIGITS]), last)
    return range(place, place + 1)


def is_inside(operation: JsonPatchOperationDTO) -> bool:
    """Say whether the operation changed a value of a list from inside."""
    return operation.path.count("/") > 2


def is_inserted(operation: JsonPatchOperationDTO) -> bool:
    """Say whether the operation put a value into a list, and all after it one place on."""
    return operation.op == "add" and operation.path.count("/") == 2


def _growing(operation: JsonPatchOperationDTO) -> re.Match[str] | None:
    if operation.op != "add" or not isinstance(operation.value, str):
        return None
    return GROWING.fullmatch(operation.path)


def _is_end(pieces: Any, place: str) -> bool:
    return isinstance(pieces, list) and int(place[:PLACE_DIGITS]) >= len(pieces)


def _of(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else None
