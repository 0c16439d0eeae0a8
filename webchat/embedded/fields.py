"""What the parameters of a request must be, checked one by one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from webchat.embedded.ids import ID_CHARACTERS
from webchat.embedded.refusals import Problem

Location = tuple[str | int, ...]

_LARGEST_INTEGER = 2**31 - 1
_INTEGER = re.compile(r"\s*([+-]?\d{1,4000})(\.0*)?\s*", re.ASCII)
_TRUE = ("true", "1", "on", "yes", "y", "t")
_FALSE = ("false", "0", "off", "no", "n", "f")


@dataclass(frozen=True)
class Field:
    """A field of a body: a text that is within its length, in characters, or one of choices."""

    name: str
    shortest: int = 0
    longest: int | None = None
    choices: Sequence[str] = ()
    is_required: bool = True

    def problem(self, location: Location, value: Any) -> Problem | None:
        """Say what is wrong with a value that is given."""
        if value is None and not self.is_required:
            return None
        if self.choices:
            return choice_problem(location, value, self.choices)
        return text_problem(location, value, self.shortest, self.longest)


def id_field(name: str, *, is_required: bool = True) -> Field:
    """Describe a field that holds an identifier."""
    return Field(name, ID_CHARACTERS, ID_CHARACTERS, is_required=is_required)


def text_problem(
    location: Location, value: Any, shortest: int, longest: int | None
) -> Problem | None:
    """Say what is wrong with a text."""
    if not isinstance(value, str):
        return Problem("string_type", location, "Input should be a valid string", value)
    if not _is_unicode(value):
        message = "Input should be a valid string, unable to parse raw data as a unicode string"
        return Problem("string_unicode", location, message, value)
    if len(value) < shortest:
        message = f"String should have at least {_characters(shortest)}"
        return Problem("string_too_short", location, message, value, {"min_length": shortest})
    if longest is not None and len(value) > longest:
        message = f"String should have at most {_characters(longest)}"
        return Problem("string_too_long", location, message, value, {"max_length": longest})
    return None


def choice_problem(location: Location, value: Any, choices: Sequence[str]) -> Problem | None:
    """Say what is wrong with a value that must be one of ``choices``."""
    if value in choices:
        return None
    quoted = [f"'{choice}'" for choice in choices]
    expected = f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    return Problem("enum", location, f"Input should be {expected}", value, {"expected": expected})


def parse_integer(text: str) -> int | None:
    """Read an integer; None if ``text`` is none. What no column can hold is brought near."""
    match = _INTEGER.fullmatch(text)
    if match is None:
        return None
    return max(-_LARGEST_INTEGER, min(int(match[1]), _LARGEST_INTEGER))


def parse_flag(text: str) -> bool | None:
    """Read a truth value in the API's many spellings; None if ``text`` is none."""
    lowered = text.lower()
    if lowered in _TRUE:
        return True
    return False if lowered in _FALSE else None


def _is_unicode(text: str) -> bool:
    return not re.search("[\ud800-\udfff]", text)


def _characters(count: int) -> str:
    return "1 character" if count == 1 else f"{count} characters"
