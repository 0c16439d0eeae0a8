"""The arguments of a tool call in one short line, also while they are streamed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

PREVIEW_CHARACTERS = 160
# What is read for such a line: indented JSON is longer than what is shown of it.
READ_CHARACTERS = 2 * PREVIEW_CHARACTERS

# A string up to where it is cut off, which may be in the middle of an escape or of a pair of them.
_MARK = re.compile(
    r""""(?:[^"\\]|\\[^u]
    |\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}
    |\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}
    )*+(?P<end>"?)|[][{},]""",
    re.VERBOSE,
)
_CLOSING = {"{": "}", "[": "]"}


def preview_of(text: str, arguments: Any) -> str:
    """Give arguments in one short line: those of an object with their names."""
    if isinstance(arguments, Mapping):
        told = (f"{name}: {_in_line(value)}" for name, value in arguments.items())
        text = ", ".join(told)
    line = " ".join(text[:READ_CHARACTERS].split())
    return line if len(line) <= PREVIEW_CHARACTERS else f"{line[: PREVIEW_CHARACTERS - 1]}…"


def preview_so_far(text: str) -> str:
    """Give the beginning of arguments as the line that they will be, without what is cut off."""
    text = text[:READ_CHARACTERS]
    return preview_of(text, _object_so_far(text))


def _object_so_far(text: str) -> Any:
    """Read the beginning of a JSON object; None if it is none."""
    if not text.lstrip().startswith("{"):
        return None
    for whole in _completions(text):
        try:
            return json.loads(whole)
        except (ValueError, RecursionError):
            continue
    return None


def _completions(text: str) -> Iterator[str]:
    """End what is open in ``text``: where it is cut off, or else after its last whole member."""
    closing = ""
    last = ""
    for mark in _MARK.finditer(text):
        character = mark[0][0]
        if character == '"' and not mark["end"]:
            text = text[: mark.end()] + '"'
            break
        if character in _CLOSING:
            closing = _CLOSING[character] + closing
            last = text[: mark.end()] + closing
        elif character == ",":
            last = text[: mark.start()] + closing
        elif character != '"':
            closing = closing[1:]
    yield text + closing
    yield last


def _in_line(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
