"""The guide's tool: it counts words, here and now."""

from __future__ import annotations

import json
from collections.abc import Iterator

from webchat.embedded.agents.steps import Status, Step, ToolArguments, ToolCallStarted, ToolResult
from webchat.embedded.ids import new_id

NAME = "word_count"
_FRAGMENT_CHARACTERS = 8
_MAX_FRAGMENTS = 40


def count_words(text: str) -> dict[str, int]:
    """Count the words, the characters and the lines of a text."""
    return {
        "words": len(text.split()),
        "characters": len(text),
        "lines": len(text.splitlines()),
    }


def call(text: str) -> Iterator[Step]:
    """Call the tool as a model would: the arguments in fragments, then the result."""
    call_id = f"call_{new_id()}"
    args = {"text": text}
    yield ToolCallStarted(call_id, NAME)
    for fragment in _fragments(json.dumps(args, ensure_ascii=False)):
        yield ToolArguments(fragment)
    # The call is stored now, before its result: so it can be told how long the tool took.
    yield Status("processing")
    yield ToolResult(call_id, NAME, args, count_words(text))


def _fragments(text: str) -> Iterator[str]:
    size = max(_FRAGMENT_CHARACTERS, -(-len(text) // _MAX_FRAGMENTS))
    return (text[start : start + size] for start in range(0, len(text), size))
