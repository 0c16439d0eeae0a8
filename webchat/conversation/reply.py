"""A reply: all that the agent does for one user message."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal

from webchat.conversation.changes import (
    Change,
    Ended,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    ReplyState,
    StatusChanged,
    TextAdded,
)
from webchat.conversation.parts import (
    GrowingText,
    Part,
    TextPart,
    ToolCallPart,
    UnknownPart,
    copy_of,
    to_text,
)


@dataclass
class Reply:
    """The state of a reply; each of its methods makes one change and returns it.

    ``status`` is what the agent said last that it is doing; ``problem`` a sentence about what
    went wrong, or None. ``is_cut_off`` tells that it was cancelled, but not by a person.
    ``ended_at`` is None until it ends, and where nobody knows when it did.
    """

    parts: list[Part] = field(default_factory=list)
    state: ReplyState = "streaming"
    status: str = field(default="", compare=False)
    problem: str | None = None
    is_cut_off: bool = field(default=False, compare=False)
    ended_at: datetime | None = field(default=None, compare=False)

    def start_part(self, part: Part) -> PartStarted:
        """Put ``part`` after the others."""
        self.parts.append(part)
        return PartStarted(len(self.parts) - 1, copy_of(part))

    def start_text(self, kind: Literal["content", "reasoning"], text: str) -> PartStarted:
        """Put a new text part after the others."""
        return self.start_part(TextPart(kind, GrowingText(text)))

    def add_text(self, index: int, delta: str) -> TextAdded:
        """Add ``delta`` to the text, or the arguments, of the part at ``index``."""
        part = self.parts[index]
        if isinstance(part, UnknownPart):
            raise TypeError("a part of unknown kind does not grow")
        part.body.append(delta)
        return TextAdded(index, delta)

    def replace_part(self, index: int, part: Part) -> PartChanged:
        """Put ``part`` in the place of the one at ``index``."""
        self.parts[index] = part
        return PartChanged(index, copy_of(part))

    def set_result(
        self, call_id: str, name: str, arguments: str, *, result: str | None, error: str | None
    ) -> Change:
        """Give the tool call ``call_id`` its result, as a call of its own if there is none."""
        for index, part in enumerate(self.parts):
            if isinstance(part, ToolCallPart) and part.call_id == call_id:
                return self.replace_part(index, replace(part, result=result, error=error))
        call = ToolCallPart(call_id, name, GrowingText(arguments), result, error)
        return self.start_part(call)

    def time_part(self, index: int, seconds: int) -> PartTimed:
        """Note how long the part at ``index`` took."""
        part = self.parts[index]
        if isinstance(part, UnknownPart):
            raise TypeError("a part of unknown kind takes no time")
        part.seconds = seconds
        return PartTimed(index, seconds)

    def take_over(self, stored: Reply) -> list[Change]:
        """Say what upstream has ``stored``: other parts, or other durations of these."""
        if self.parts != stored.parts:
            self.parts = stored.parts
            return [Replaced(tuple(map(copy_of, stored.parts)))]
        changes: list[Change] = []
        for index, (part, truth) in enumerate(zip(self.parts, stored.parts, strict=True)):
            if isinstance(part, UnknownPart) or isinstance(truth, UnknownPart):
                continue
            if truth.seconds is not None and truth.seconds != part.seconds:
                changes.append(self.time_part(index, truth.seconds))
        return changes

    def set_status(self, status: str) -> StatusChanged:
        """Note what the agent says that it is doing."""
        self.status = status
        return StatusChanged(status)

    def keep_unknown(self, label: str, value: Any) -> PartStarted:
        """Keep something of an unknown kind as a part that is shown plainly."""
        return self.start_part(UnknownPart(label, to_text(value)))

    def end(
        self, state: ReplyState, problem: str | None = None, ended_at: datetime | None = None
    ) -> Ended:
        """Close the reply in ``state``."""
        self.state, self.problem, self.ended_at = state, problem, ended_at
        return Ended(state, problem, ended_at)
