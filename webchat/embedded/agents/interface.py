"""What an agent is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from webchat.embedded.agents.steps import Step


class CancelledReply(BaseException):  # noqa: N818  # not an error, as GeneratorExit is none
    """Nobody reads the reply any more.

    Not an Exception, so that no agent swallows it with the failures of its own work.
    """


@dataclass(frozen=True)
class Request:
    """What an agent is to answer.

    ``wait(seconds)`` pauses, and raises CancelledReply as soon as the reader goes away; an agent
    waits with nothing else.
    """

    session_id: str
    content: str
    wait: Callable[[float], None]


class Agent(ABC):
    """Something that answers messages; one instance serves all sessions at once.

    ``type`` is what the API knows it by; ``name`` and ``description`` are for people.
    """

    type: str
    name: str
    description: str

    def greet(self) -> str | None:
        """Say what to open a session with, in markdown; None for nothing."""
        return None

    @abstractmethod
    def run(self, request: Request) -> Iterator[Step]:
        """Answer a message, step by step.

        What it raises ends the reply with a status ``error``. The statuses ``acknowledged``,
        ``processing`` and ``typing`` are said for it.
        """
