"""The fold of streamed events into a reply: chunks of several documents, interleaved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from webchat.client import (
    ChunkEventDTO,
    EmittedEventDTO,
    EventTypeDTO,
    JsonPatchOperationDTO,
    SessionStream,
)
from webchat.conversation import stored, touched
from webchat.conversation.changes import Change
from webchat.conversation.parts import (
    UNREADABLE_CHUNK,
    GrowingText,
    TextPart,
    ToolCallPart,
)
from webchat.conversation.patch import apply_operation
from webchat.conversation.reply import Reply
from webchat.conversation.stopwatch import Stopwatch
from webchat.errors import PatchError


@dataclass
class _Draft:
    """One event in the making: its document, and where its parts stand in the reply."""

    kind: Literal["content", "reasoning"]
    document: Any = None
    text_index: int | None = None
    call_indexes: list[int] = field(default_factory=list)
    results: list[Any] = field(default_factory=list)


class StreamedFold:
    """Folds the events of one stream into a Reply, in the order in which they come.

    ``began_at`` is when upstream stored the message, in Unix seconds, if that is known.
    """

    def __init__(self, reply: Reply, began_at: float | None = None) -> None:
        self.reply = reply
        self._stopwatch = Stopwatch(reply, began_at)
        self._drafts: dict[str, _Draft] = {}

    def add(self, event: SessionStream) -> list[Change]:
        """Fold one event and return what changed.

        What cannot be applied is kept in the reply as a part of unknown kind, so that a broken
        chunk costs no other chunk.
        """
        match event.data:
            case ChunkEventDTO() as chunk:
                return self._add_chunk(chunk)
            case EmittedEventDTO() as emitted:
                # A whole message after its chunks says nothing new; a status bears the same id.
                is_told = emitted.type != EventTypeDTO.STATUS and emitted.id in self._drafts
                return [] if is_told else stored.add_event(self.reply, emitted)
            case other:
                return [self.reply.keep_unknown(event.event, other)]

    def _add_chunk(self, chunk: ChunkEventDTO) -> list[Change]:
        metadata = chunk.metadata or {}
        kind: Literal["content", "reasoning"] = (
            "reasoning" if metadata.get("kind") == "reasoning" else "content"
        )
        draft = self._drafts.setdefault(chunk.event_id, _Draft(kind))
        changes: list[Change] = []
        for operation in chunk.patches:
            try:
                changes += self._add_operation(draft, operation)
            except PatchError:
                value = {"op": operation.op, "path": operation.path, "value": operation.value}
                changes.append(self.reply.keep_unknown(UNREADABLE_CHUNK, value))
        if chunk.timestamp is None:
            return changes
        return [*changes, *self._stopwatch.note(changes, chunk.timestamp)]

    def _add_operation(self, draft: _Draft, operation: JsonPatchOperationDTO) -> list[Change]:
        is_text = touched.growing_text(draft.document, operation)
        call = touched.growing_call(draft.document, operation)
        draft.document = apply_operation(
            draft.document, operation.op, operation.path, operation.value
        )
        if is_text:
            return [self._add_text(draft, operation.value)]
        if call is not None and call < len(draft.call_indexes):
            return [self.reply.add_text(draft.call_indexes[call], operation.value)]
        return self._read_document(draft, operation)

    def _add_text(self, draft: _Draft, delta: str) -> Change:
        if draft.text_index is None:
            draft.text_index = len(self.reply.parts)
            return self.reply.start_text(draft.kind, delta)
        return self.reply.add_text(draft.text_index, delta)

    def _read_document(self, draft: _Draft, operation: JsonPatchOperationDTO) -> list[Change]:
        document = draft.document
        if not isinstance(document, Mapping):
            return self._read_text(draft, document)
        changes: list[Change] = []
        for name in [operation.path.split("/")[1]] if operation.path else list(document):
            value = document.get(name)
            if name == "content":
                changes += self._read_text(draft, value)
            elif name == "tool_calls" and isinstance(value, list):
                changes += self._read_calls(draft, value, operation)
            elif name == "tool_call_results" and isinstance(value, list):
                changes += self._read_results(draft, value, operation)
        return changes

    def _read_text(self, draft: _Draft, value: Any) -> list[Change]:
        """Take over a text that was changed otherwise than by adding a string to it."""
        pieces = value if isinstance(value, list) else [value]
        text = "".join(stored.piece_text(piece) for piece in pieces)
        if draft.text_index is None:
            return [self._add_text(draft, text)] if text else []
        part = self.reply.parts[draft.text_index]
        if not isinstance(part, TextPart) or part.text == text:
            return []
        if text.startswith(part.text):
            return [self.reply.add_text(draft.text_index, text.removeprefix(part.text))]
        return [self.reply.replace_part(draft.text_index, replace(part, body=GrowingText(text)))]

    def _read_calls(
        self, draft: _Draft, calls: list[Any], operation: JsonPatchOperationDTO
    ) -> list[Change]:
        changes: list[Change] = []
        for place in touched.places(calls, operation):
            value = calls[place]
            call = stored.tool_call(value if isinstance(value, Mapping) else {"args": value})
            if touched.is_inserted(operation) or place >= len(draft.call_indexes):
                draft.call_indexes.insert(place, len(self.reply.parts))
                changes.append(self.reply.start_part(call))
                continue
            index = draft.call_indexes[place]
            part = self.reply.parts[index]
            if isinstance(part, ToolCallPart) and _told(part) != _told(call):
                told = replace(part, call_id=call.call_id, name=call.name, body=call.body)
                changes.append(self.reply.replace_part(index, told))
        return changes

    def _read_results(
        self, draft: _Draft, results: list[Any], operation: JsonPatchOperationDTO
    ) -> list[Change]:
        changes: list[Change] = []
        for place in touched.places(results, operation):
            result = results[place]
            if touched.is_inserted(operation) or place >= len(draft.results):
                draft.results.insert(place, result)
            elif draft.results[place] == result and not touched.is_inside(operation):
                continue
            draft.results[place] = result
            changes += stored.add_result(self.reply, result)
        return changes


def _told(call: ToolCallPart) -> tuple[str, str, str]:
    return (call.call_id, call.name, str(call.body))
