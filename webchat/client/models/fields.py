"""Reading one field of a JSON object by the type that the API promises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from webchat.errors import MalformedAnswerError

Model = TypeVar("Model")
JsonObject = Mapping[str, Any]


def as_object(value: Any, name: str = "the answer") -> dict[str, Any]:
    """Give ``value`` back if it is a JSON object."""
    if not isinstance(value, dict):
        raise MalformedAnswerError(f"{name} is not an object")
    return value


def text(data: JsonObject, name: str) -> str:
    """Read a text that must be there."""
    value = data.get(name)
    if not isinstance(value, str):
        raise MalformedAnswerError(f"{name} is not text")
    return value


def optional_text(data: JsonObject, name: str) -> str | None:
    """Read a text that may be null or absent."""
    return None if data.get(name) is None else text(data, name)


def number(data: JsonObject, name: str) -> int:
    """Read a whole number that must be there."""
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool):
        raise MalformedAnswerError(f"{name} is not a whole number")
    return value


def optional_number(data: JsonObject, name: str) -> int | None:
    """Read a whole number that may be null or absent."""
    return None if data.get(name) is None else number(data, name)


def optional_seconds(data: JsonObject, name: str) -> float | None:
    """Read Unix seconds that may be null or absent."""
    value = data.get(name)
    if value is not None and (not isinstance(value, int | float) or isinstance(value, bool)):
        raise MalformedAnswerError(f"{name} is not a number")
    return value


def flag(data: JsonObject, name: str) -> bool:
    """Read a truth value; null or absent is false."""
    value = data.get(name)
    if value is not None and not isinstance(value, bool):
        raise MalformedAnswerError(f"{name} is neither true nor false")
    return bool(value)


def moment(data: JsonObject, name: str) -> datetime:
    """Read an ISO 8601 time; one without an offset is in UTC."""
    try:
        value = datetime.fromisoformat(text(data, name))
    except ValueError:
        raise MalformedAnswerError(f"{name} is not a time") from None
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def optional_object(data: JsonObject, name: str) -> dict[str, Any] | None:
    """Read an object that may be null or absent."""
    value = data.get(name)
    return None if value is None else as_object(value, name)


def models(
    data: JsonObject, name: str, from_json: Callable[[dict[str, Any]], Model]
) -> tuple[Model, ...]:
    """Read a list of objects, each by ``from_json``."""
    values = data.get(name)
    if not isinstance(values, list):
        raise MalformedAnswerError(f"{name} is not a list")
    return tuple([from_json(as_object(value, f"an item of {name}")) for value in values])


def unknown(data: JsonObject, known: frozenset[str]) -> dict[str, Any]:
    """Give the fields that are not in ``known``."""
    if data.keys() <= known:
        return {}
    return {name: value for name, value in data.items() if name not in known}
