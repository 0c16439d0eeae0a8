"""How long the parts of a reply took, told by the moments at which they changed."""

from __future__ import annotations

from collections.abc import Iterable

from webchat.conversation.changes import Change, PartChanged, PartStarted, TextAdded
from webchat.conversation.parts import ToolCallPart
from webchat.conversation.reply import Reply


class Stopwatch:
    """Times the parts of ``reply``, whose message was stored at ``began_at``.

    Reasoning takes from the end of what came before it, the message or another part, to its own
    end; a tool call from the last of its arguments to its result. Streamed and stored moments come
    to about the same. Moments are Unix seconds; what cannot be told from them has no duration.
    """

    def __init__(self, reply: Reply, began_at: float | None = None) -> None:
        self._reply = reply
        self._last = began_at
        self._thought: int | None = None
        self._thought_began: float | None = None
        self._asked: dict[int, float] = {}

    def begin(self, moment: float) -> None:
        """Note when the message was stored."""
        self._last = moment

    def note(self, changes: Iterable[Change], moment: float) -> list[Change]:
        """Note that ``changes`` were made at ``moment``; give the durations known by that."""
        known: list[Change] = []
        for change in changes:
            match change:
                case PartStarted(index, part):
                    known += self.end_thought()
                    if part.kind == "reasoning":
                        self._thought, self._thought_began = index, self._last
                case TextAdded(index, _) | PartChanged(index, _):
                    pass
                case _:
                    continue
            known += self._note_call(index, moment)
            self._last = moment
        return known

    def end_thought(self) -> list[Change]:
        """Give the duration of the reasoning that was under way, if any was."""
        index, self._thought = self._thought, None
        return [] if index is None else self._timed(index, self._thought_began, self._last)

    def _note_call(self, index: int, moment: float) -> list[Change]:
        part = self._reply.parts[index]
        if not isinstance(part, ToolCallPart):
            return []
        if part.is_finished:
            return self._timed(index, self._asked.pop(index, None), moment)
        self._asked[index] = moment
        return []

    def _timed(self, index: int, start: float | None, end: float | None) -> list[Change]:
        if start is None or end is None or end < start:
            return []
        return [self._reply.time_part(index, round(end - start))]
