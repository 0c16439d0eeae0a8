"""How the parts of a reply are shown while they grow, and afterwards.

A part view keeps what followers may have missed as fragments under the numbers of their updates.
What only ever has one current version, such as an open tail or a part that was changed as a whole,
is not: the number of its last update is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from jinja2 import Environment

from webchat.conversation import (
    Part,
    PartChanged,
    PartTimed,
    TextAdded,
    TextPart,
    ToolCallPart,
    UnknownPart,
)
from webchat.render import fragments
from webchat.render.fragments import FragmentLog
from webchat.render.markdown import MarkdownStream
from webchat.render.tool_call_view import ToolCallPartView

PartChange = TextAdded | PartChanged | PartTimed


class PartView(Protocol):
    """One part of a reply, as HTML and as fragments."""

    def html(self) -> str:
        """Give the whole part as it is now."""

    def add(self, number: int, change: PartChange) -> None:
        """Fold a change of this part."""

    def fold(self, number: int) -> None:
        """Step back behind what comes after it, be it a part or a good end; it may still grow."""

    def settle(self, number: int) -> Iterator[None]:
        """Finish the part, in steps: nothing more will come."""

    def fragments_after(self, number: int) -> list[str]:
        """Give what turns the part as it was at ``number`` into the part as it is."""


def view_of(environment: Environment, part_id: str, part: Part, number: int) -> PartView:
    """Make the view of a part that begins with the update ``number``."""
    if isinstance(part, TextPart):
        return TextPartView(environment, part_id, part, number)
    if isinstance(part, ToolCallPart):
        return ToolCallPartView(environment, part_id, part)
    return UnknownPartView(environment, part_id, part)


class TextPartView:
    """Content or reasoning: finished markdown blocks, and an open tail."""

    def __init__(self, environment: Environment, part_id: str, part: TextPart, number: int) -> None:
        self._environment = environment
        self._template = environment.get_template(f"parts/_{part.kind}.html")
        self._part_id = part_id
        self._stream = MarkdownStream(part_id)
        self._missed = FragmentLog()
        self._state = FragmentLog()
        self._whole_number = self._tail_number = number
        self._is_open = True
        self._is_folded = part.kind == "content"
        self._seconds = part.seconds
        self._feed(number, part.text)

    def html(self) -> str:
        tail = self._stream.tail.after if self._is_open else None
        html = self._stream.html_with_tail
        return self._template.render(
            id=self._part_id,
            html=html,
            tail=tail,
            is_folded=self._is_folded,
            is_over=self._is_over,
            seconds=self._seconds,
        )

    def add(self, number: int, change: PartChange) -> None:
        match change:
            case TextAdded(_, delta):
                self._feed(number, delta)
            case PartChanged(_, TextPart() as part):
                self._stream, self._missed = MarkdownStream(self._part_id), FragmentLog()
                self._feed(number, part.text)
                self._whole_number = number
            case PartTimed(_, seconds):
                self._seconds = seconds
                self._tell_time(number)

    def fold(self, number: int) -> None:
        if not self._is_folded:
            self._is_folded = True
            self._state.add(number, fragments.fold(f"{self._part_id}-reasoning"))
            self._tell_time(number)

    def settle(self, number: int) -> Iterator[None]:
        if self._is_open:
            self._is_open = False
            if not self._is_folded:
                self._tell_time(number)
            for operations in self._stream.closing():
                self._missed.add(number, *map(fragments.of_operation, operations))
                yield
            self._state.add(number, fragments.remove(f"{self._part_id}-tail"))

    def fragments_after(self, number: int) -> list[str]:
        missed = self._missed.after(number)
        if self._whole_number > number:
            missed = [fragments.fill(self._part_id, self._stream.html)]
        if self._is_open and self._tail_number > number:
            operations = self._stream.tail_operations(f"{self._part_id}-tail")
            missed += map(fragments.of_operation, operations)
        return missed + self._state.after(number)

    @property
    def _is_over(self) -> bool:
        return self._is_folded or not self._is_open

    def _tell_time(self, number: int) -> None:
        summary = self._environment.get_template("parts/_reasoning_summary.html")
        html = summary.render(is_over=self._is_over, seconds=self._seconds)
        self._state.add(number, fragments.fill(f"{self._part_id}-summary", html))

    def _feed(self, number: int, delta: str) -> None:
        self._missed.add(number, *map(fragments.of_operation, self._stream.feed(delta)))
        self._tail_number = number


class UnknownPartView:
    """Something of a kind that we do not know, shown as JSON."""

    def __init__(self, environment: Environment, part_id: str, part: UnknownPart) -> None:
        template = environment.get_template("parts/_unknown.html")
        self._html = template.render(id=part_id, part=part)

    def html(self) -> str:
        return self._html

    def add(self, number: int, change: PartChange) -> None:
        raise TypeError("a part of unknown kind does not change")

    def fold(self, number: int) -> None:
        pass

    def settle(self, number: int) -> Iterator[None]:
        yield

    def fragments_after(self, number: int) -> list[str]:
        return []
