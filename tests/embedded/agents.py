"""Agents that do what a test needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from webchat.embedded.agents import (
    Agent,
    Reasoning,
    Request,
    Status,
    Step,
    Text,
    ToolArguments,
    ToolCallStarted,
    ToolResult,
)

WAIT_SECONDS = 30


class Scripted(Agent):
    """Takes the steps of the agent whose transcripts were recorded."""

    type = "scripted"
    name = "Scripted"
    description = "Does as it was seen to do."

    def run(self, request: Request) -> Iterator[Step]:
        command = request.content.split()[0]
        if command == "tool":
            yield ToolCallStarted("call_1", "search")
            for fragment in ('{"que', 'ry": "SF', ' weather"}'):
                yield ToolArguments(fragment)
            args = {"query": "SF weather"}
            yield ToolResult("call_1", "search", args, "60F and foggy")
        if command == "reason":
            for word in ["Let", "me", "think", "about", "this", "carefully", "."]:
                yield Reasoning(f"{word} ")
        if command == "error":
            yield Status("error", {"exception": "Traceback: boom", "detail": "boom"})
        for word in f"You said: {request.content}".split(" "):
            yield Text(f"{word} ")


class Patient(Agent):
    """Says a word, then waits until it is let go; does so at once for any number of readers."""

    type = "patient"
    name = "Patient"
    description = "Waits."

    def __init__(self) -> None:
        self.may_go_on = threading.Event()
        self.was_cancelled = threading.Event()

    def run(self, request: Request) -> Iterator[Step]:
        try:
            if request.content == "think":
                yield Reasoning("Hm, ")
            elif request.content == "call":
                yield ToolCallStarted("call_1", "search")
                yield ToolArguments('{"query": "SF')
            elif request.content != "be silent":
                yield Text("first ")
            while not self.may_go_on.is_set():
                request.wait(0.01 if request.content == "go on" else WAIT_SECONDS)
            yield Text("last")
        finally:
            if not self.may_go_on.is_set():
                self.was_cancelled.set()


class Tireless(Agent):
    """Talks without a pause, and without an end."""

    type = "tireless"
    name = "Tireless"
    description = "Talks."

    def run(self, request: Request) -> Iterator[Step]:
        while True:
            yield Text("and ")


class Failing(Agent):
    """Fails in the way that it is told to."""

    type = "failing"
    name = "Failing"
    description = "Fails."

    def run(self, request: Request) -> Iterator[Step]:
        if request.content == "at once":
            raise LookupError("a secret")
        yield Text("before ")
        if request.content == "with a wrong step":
            yield ToolArguments("{}")
        if request.content == "with an unspeakable result":
            yield ToolResult("call_1", "search", {}, object())
        if request.content == "with an endless result":
            yield ToolResult("call_1", "search", {}, float("inf"))
        raise ZeroDivisionError("a secret")


class Together(Agent):
    """Goes on only when as many readers listen as it was made for."""

    type = "together"
    name = "Together"
    description = "Waits for others."

    def __init__(self, readers: int) -> None:
        self._all = threading.Barrier(readers)

    def run(self, request: Request) -> Iterator[Step]:
        yield Text("one ")
        self._all.wait(WAIT_SECONDS)
        yield Text(request.content)
