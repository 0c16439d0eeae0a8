"""What the guide shows, as steps without a pause between them.

A demonstration is called with what follows its word in the message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from webchat.embedded.agents import word_count
from webchat.embedded.agents.numbers import describe_numbers
from webchat.embedded.agents.steps import Reasoning, Status, Step, Text
from webchat.embedded.agents.texts import quote, read_text, split_tokens

DEFAULT_TOKENS = 2000
MAX_TOKENS = 100_000
_SAMPLE = "The quick brown fox jumps over the lazy dog."
_TOUR = ("tour", "markdown", "table", "code", "formula", "tool")

Demonstration = Callable[[str], Iterator[Step]]


class CrashedOnRequestError(Exception):
    """The guide was asked to crash."""


def echo(message: str) -> Iterator[Step]:
    """Quote a message and say what can be tried."""
    return say(
        f"You wrote:\n\n{quote(message)}\n\n"
        "I am only the guide, so I cannot tell you more about it. Say `help` to see what I can"
        " show, or `tour` to see it all."
    )


def say(text: str) -> Iterator[Step]:
    """Answer with a text."""
    return (Text(token) for token in split_tokens(text))


def reason(_rest: str) -> Iterator[Step]:
    """Think, then answer."""
    yield from (Reasoning(token) for token in split_tokens(read_text("reasoning")))
    yield from say(read_text("reasoned"))


def use_tool(rest: str) -> Iterator[Step]:
    """Count the words of what follows, with a tool."""
    text = rest or _SAMPLE
    yield from word_count.call(text)
    counts = word_count.count_words(text)
    yield from say(
        f"I used the tool `{word_count.NAME}` on:\n\n{quote(text)}\n\n"
        f"It has **{counts['words']}** words and **{counts['characters']}** characters."
    )


def fail(_rest: str) -> Iterator[Step]:
    """Say that something failed."""
    yield from say(read_text("error"))
    detail = "You asked for it, so nothing is wrong."
    yield Status("error", {"exception": "RequestedError", "detail": detail})


def crash(_rest: str) -> Iterator[Step]:
    """Raise an exception in the middle of a reply."""
    yield from say(read_text("crash"))
    raise CrashedOnRequestError


def go_on(rest: str) -> Iterator[Step]:
    """Write about as many tokens as wanted: whole blocks, until there are enough."""
    match = re.match(r"\d{1,6}\b", rest, re.ASCII)
    wanted = min(int(match[0]) if match else DEFAULT_TOKENS, MAX_TOKENS)
    written = 0
    for block in describe_numbers():
        for token in split_tokens(f"{block}\n\n"):
            yield Text(token)
            written += 1
        if written >= wanted:
            return


def tour(_rest: str) -> Iterator[Step]:
    """Show everything that does not end the reply."""
    yield from (Reasoning(token) for token in split_tokens(read_text("reasoning")))
    yield from say("\n\n".join(read_text(name) for name in _TOUR))
    yield from use_tool("")
    yield from say(f"\n\n{read_text('tour_end')}")


def _show(name: str) -> Demonstration:
    return lambda _rest: say(read_text(name))


DEMONSTRATIONS: dict[str, Demonstration] = {
    **{name: _show(name) for name in ("help", "markdown", "table", "code", "formula")},
    "reason": reason,
    "think": reason,
    "tool": use_tool,
    "error": fail,
    "crash": crash,
    "long": go_on,
    "tour": tour,
}
