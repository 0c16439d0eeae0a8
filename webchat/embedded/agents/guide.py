"""The guide."""

from __future__ import annotations

import re
from collections.abc import Iterator

from webchat.embedded.agents.interface import Agent, Request
from webchat.embedded.agents.steps import Step, Text


class Guide(Agent):
    """An agent that needs no network: it shows what webchat does."""

    type = "guide"
    name = "Guide"
    description = "Shows what webchat does, without a network."

    def __init__(self, pace: float) -> None:
        self._pace = pace

    def greet(self) -> str:
        """Welcome."""
        return "Hello! I am the guide. Say `help` to see what I can show."

    def run(self, request: Request) -> Iterator[Step]:
        """Echo."""
        for token in re.findall(r"\S+\s*|\s+", f"You said:\n\n> {request.content}"):
            yield Text(token)
            request.wait(self._pace)
