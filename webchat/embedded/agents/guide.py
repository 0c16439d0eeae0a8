"""The guide: the agent that is there when no other one is configured."""

from __future__ import annotations

from collections.abc import Iterator

from webchat.embedded.agents.demonstrations import DEMONSTRATIONS, echo
from webchat.embedded.agents.interface import Agent, Request
from webchat.embedded.agents.steps import Step
from webchat.embedded.agents.texts import read_text

# What to begin with, to see what there is.
STARTERS = (
    "Tour: all you can show",
    "Reason before you answer",
    "Tool: how many words are these?",
    "Long: 500 words",
)

_PUNCTUATION = "/`'\".,:;!?"


class Guide(Agent):
    """Shows what webchat does, and needs no network.

    The first word of a message picks a demonstration; any other message is quoted back. Each
    step takes ``pace`` seconds, as if a model made it.
    """

    type = "guide"
    name = "Guide"
    description = "Shows what webchat can do. Write anything, or say tour or help."

    def __init__(self, pace: float) -> None:
        self._pace = pace

    def greet(self) -> str:
        """Say who this is and what to try."""
        return read_text("greeting")

    def run(self, request: Request) -> Iterator[Step]:
        """Answer at a human pace."""
        for step in _choose(request.content):
            yield step
            request.wait(self._pace)


def _choose(message: str) -> Iterator[Step]:
    word, *rest = message.split(maxsplit=1) or [""]
    demonstration = DEMONSTRATIONS.get(word.strip(_PUNCTUATION).lower())
    if demonstration is None:
        return echo(message)
    return demonstration("".join(rest).strip())
