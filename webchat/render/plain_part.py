"""A part that could not be rendered, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from jinja2 import Environment

from webchat.conversation import (
    Part,
    PartChanged,
    PartTimed,
    TextAdded,
    TextPart,
    ToolCallPart,
)
from webchat.render import fragments
from webchat.render.fragments import FragmentLog


class PlainPartView:
    """Shows what ``part`` says, and nothing of what it means; whoever made this lets it grow."""

    def __init__(self, environment: Environment, part_id: str, part: Part) -> None:
        self.part = part
        self._template = environment.get_template("parts/_plain.html")
        self._part_id = part_id
        self._missed = FragmentLog()
        self._whole_number = 0

    def html(self) -> str:
        """Give the whole part as it is now."""
        return self._template.render(id=self._part_id, text=plain_text(self.part))

    def add(self, number: int, change: TextAdded | PartChanged | PartTimed) -> None:
        """Note a change of this part, which it has been told already."""
        if isinstance(change, TextAdded) and isinstance(self.part, TextPart):
            self._missed.add(number, fragments.append(self._part_id, escape(change.delta)))
        elif isinstance(change, PartChanged | TextAdded):
            self._whole_number, self._missed = number, FragmentLog()

    def fold(self, number: int) -> None:
        """Do nothing: it looks no different."""

    def settle(self, number: int) -> Iterator[None]:
        """Do nothing: it looks no different."""
        yield

    def fragments_after(self, number: int) -> list[str]:
        """Give what turns the part as it was at ``number`` into the part as it is."""
        if self._whole_number > number:
            return [fragments.fill(self._part_id, escape(plain_text(self.part)))]
        return self._missed.after(number)


def plain_text(part: Part) -> str:
    """Give all that a part says as one text."""
    match part:
        case TextPart():
            text = part.text
        case ToolCallPart():
            told = (part.name, str(part.body), part.result, part.error)
            text = "\n\n".join(filter(None, told))
        case _:
            text = f"{part.label}\n\n{part.value}"
    return text.encode(errors="replace").decode()
