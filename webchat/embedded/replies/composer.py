"""From steps to what is streamed and what is stored: the one place that makes both."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from webchat.embedded.agents.steps import (
    Reasoning,
    Status,
    Step,
    Text,
    ToolArguments,
    ToolCallStarted,
    ToolResult,
)
from webchat.embedded.replies.documents import (
    TextDocument,
    ToolCallDocument,
    result_data,
    result_patches,
)
from webchat.embedded.replies.wire import Patch, chunk_message, status_message
from webchat.embedded.store.records import AgentRecord, Draft


@dataclass(frozen=True)
class Output:
    """What a step gives: messages to stream, and events to store before them."""

    messages: Sequence[bytes] = ()
    drafts: Sequence[Draft] = ()

    def __add__(self, other: Output) -> Output:
        return Output((*self.messages, *other.messages), (*self.drafts, *other.drafts))


class Composer:
    """Composes one reply; its documents follow one another and are stored as each one ends.

    ``is_ended`` tells that nothing can follow.
    """

    def __init__(self, agent: AgentRecord, correlation_id: str, acknowledged_offset: int) -> None:
        self._agent = agent
        self._correlation_id = correlation_id
        self._acknowledged_offset = acknowledged_offset
        self._open: TextDocument | ToolCallDocument | None = None
        self._next_event_id = _new_event_id()
        self.is_ended = False

    def add(self, step: Step) -> Output:
        """Take the next step of the agent."""
        match step:
            case Status():
                return self._add_status(step)
            case Text(delta):
                return self._add_text("content", delta)
            case Reasoning(delta):
                return self._add_text("reasoning", delta)
            case ToolCallStarted():
                return self._start_call(step)
            case ToolArguments(fragment):
                return self._add_arguments(fragment)
            case ToolResult():
                return self._add_result(step)

    def end(self) -> Output:
        """End the reply: the agent has said all."""
        self.is_ended = True
        return self._close_document()

    def _close_document(self) -> Output:
        document, self._open = self._open, None
        if document is None:
            return Output()
        if document.event_id == self._next_event_id:
            self._next_event_id = _new_event_id()
        # a stored tool call has no metadata upstream, a stored text has empty ones
        metadata: dict[str, Any] | None = {} if isinstance(document, TextDocument) else None
        return Output(
            drafts=[_message_draft(self._agent, self._correlation_id, document.part(), metadata)]
        )

    def _add_status(self, step: Status) -> Output:
        event_id = self._open.event_id if self._open else self._next_event_id
        if step.status == "acknowledged":
            event_id = ""
        offset = {"acknowledged_offset": self._acknowledged_offset}
        streamed = {"type": "status", **offset, "status": step.status, "data": dict(step.data)}
        stored = {"type": "status", "status": step.status, **offset, "data": dict(step.data)}
        self.is_ended = step.is_final
        message = status_message(event_id, self._correlation_id, streamed)
        draft = Draft(self._correlation_id, "status", "ai_agent", stored)
        return self._close_document() + Output([message], [draft])

    def _add_text(self, kind: Literal["content", "reasoning"], delta: str) -> Output:
        document = self._open
        if isinstance(document, TextDocument) and document.kind == kind:
            return self._chunk(document.event_id, document.add(delta), kind)
        output = self._close_document()
        event_id = _new_event_id()
        if kind == "content":
            event_id = self._next_event_id
            output += self._add_status(Status("typing"))
        self._open = document = TextDocument(event_id, kind)
        return output + self._chunk(event_id, document.add(delta), kind)

    def _start_call(self, step: ToolCallStarted) -> Output:
        output = self._close_document()
        self._open = document = ToolCallDocument(self._next_event_id, step)
        return output + self._chunk(document.event_id, document.open())

    def _add_arguments(self, fragment: str) -> Output:
        if not isinstance(self._open, ToolCallDocument):
            raise ValueError("no tool call is under way")
        return self._chunk(self._open.event_id, self._open.add(fragment))

    def _add_result(self, step: ToolResult) -> Output:
        # the chunk first: a result that is no JSON must not lose the document before it
        chunk = self._chunk(_new_event_id(), result_patches(step))
        draft = Draft(self._correlation_id, "tool", "ai_agent", result_data(step))
        return self._close_document() + chunk + Output(drafts=[draft])

    def _chunk(self, event_id: str, patches: Sequence[Patch], kind: str = "") -> Output:
        metadata = {"agent_id": self._agent.id, "agent_name": self._agent.name}
        if kind == "reasoning":
            metadata["kind"] = kind
        return Output([chunk_message(event_id, self._correlation_id, patches, metadata)])


def text_draft(agent: AgentRecord, correlation_id: str, text: str) -> Draft:
    """Make the event of an agent's message that is not part of a reply."""
    return _message_draft(agent, correlation_id, {"type": "content", "content": text}, {})


def _message_draft(
    agent: AgentRecord, correlation_id: str, part: dict[str, Any], metadata: dict[str, Any] | None
) -> Draft:
    data = {
        "type": "message",
        "tags": None,
        "flagged": None,
        "parts": [part],
        "participant": {"id": agent.id, "name": agent.name},
    }
    return Draft(correlation_id, "message", "ai_agent", data, metadata)


def _new_event_id() -> str:
    return str(uuid.uuid4())
