"""How the parts of a reply are shown while they grow, and afterwards.

A part view keeps what followers may have missed as fragments under the numbers of their updates.
What only ever has one current version, such as an open tail or a part that was changed as a whole,
is not: the number of its last update is.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Protocol

from jinja2 import Environment

from webchat.conversation import Part, PartChanged, TextAdded, TextPart, ToolCallPart, UnknownPart
from webchat.conversation.parts import copy_of
from webchat.render import fragments
from webchat.render.fragments import FragmentLog
from webchat.render.markdown import MarkdownStream


class PartView(Protocol):
    """One part of a reply, as HTML and as fragments."""

    def html(self) -> str:
        """Give the whole part as it is now."""

    def add(self, number: int, change: TextAdded | PartChanged) -> None:
        """Fold a change of this part."""

    def fold(self, number: int) -> None:
        """Step back, because another part begins; this one may still grow."""

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
        self._template = environment.get_template(f"parts/_{part.kind}.html")
        self._part_id = part_id
        self._stream = MarkdownStream(part_id)
        self._missed = FragmentLog()
        self._state = FragmentLog()
        self._whole_number = self._tail_number = number
        self._is_open = True
        self._is_folded = part.kind == "content"
        self._feed(number, part.text)

    def html(self) -> str:
        tail = self._stream.tail.after if self._is_open else None
        html = self._stream.html_with_tail
        return self._template.render(
            id=self._part_id, html=html, tail=tail, is_folded=self._is_folded
        )

    def add(self, number: int, change: TextAdded | PartChanged) -> None:
        if isinstance(change, TextAdded):
            self._feed(number, change.delta)
        elif isinstance(change.part, TextPart):
            self._stream, self._missed = MarkdownStream(self._part_id), FragmentLog()
            self._feed(number, change.part.text)
            self._whole_number = number

    def fold(self, number: int) -> None:
        if not self._is_folded:
            self._is_folded = True
            self._state.add(number, fragments.fold(f"{self._part_id}-reasoning"))

    def settle(self, number: int) -> Iterator[None]:
        self.fold(number)
        if self._is_open:
            self._is_open = False
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

    def _feed(self, number: int, delta: str) -> None:
        self._missed.add(number, *map(fragments.of_operation, self._stream.feed(delta)))
        self._tail_number = number


class ToolCallPartView:
    """A tool call: its arguments as they are streamed, then its result."""

    def __init__(self, environment: Environment, part_id: str, part: ToolCallPart) -> None:
        self._card = environment.get_template("parts/_tool_call.html")
        self._inside = environment.get_template("parts/_tool_call_inside.html")
        self._part_id = part_id
        self._missed = FragmentLog()
        self._whole_number = 0
        self._is_settled = False
        self._take(part)

    def html(self) -> str:
        return self._card.render(id=self._part_id, inside=self._inside_html())

    def add(self, number: int, change: TextAdded | PartChanged) -> None:
        if isinstance(change, TextAdded):
            self._call.body.append(change.delta)
            if self._is_settled:
                self._redraw(number)
                return
            delta = escape(change.delta)
            self._missed.add(number, fragments.append(f"{self._part_id}-arguments", delta))
        elif isinstance(change.part, ToolCallPart):
            self._take(change.part)
            self._redraw(number)

    def fold(self, number: int) -> None:
        pass

    def settle(self, number: int) -> Iterator[None]:
        if not self._is_settled:
            self._is_settled = True
            self._redraw(number)
        yield

    def fragments_after(self, number: int) -> list[str]:
        if self._whole_number > number:
            return [fragments.fill(self._part_id, self._inside_html())]
        return self._missed.after(number)

    def _redraw(self, number: int) -> None:
        # Drawn when somebody asks: arguments that are replaced as they grow are many.
        self._whole_number, self._missed = number, FragmentLog()

    def _inside_html(self) -> str:
        arguments = self._call.arguments if self._is_settled else str(self._call.body)
        return self._inside.render(
            id=self._part_id, call=self._call, arguments=arguments, is_settled=self._is_settled
        )

    def _take(self, part: ToolCallPart) -> None:
        # A change is shared by all who read it; the arguments grow in a copy.
        self._call = copy_of(part)
        self._is_settled = self._is_settled or part.is_finished


class UnknownPartView:
    """Something of a kind that we do not know, shown as JSON."""

    def __init__(self, environment: Environment, part_id: str, part: UnknownPart) -> None:
        template = environment.get_template("parts/_unknown.html")
        self._html = template.render(id=part_id, part=part)

    def html(self) -> str:
        return self._html

    def add(self, number: int, change: TextAdded | PartChanged) -> None:
        raise TypeError("a part of unknown kind does not change")

    def fold(self, number: int) -> None:
        pass

    def settle(self, number: int) -> Iterator[None]:
        yield

    def fragments_after(self, number: int) -> list[str]:
        return []
