"""How a tool call is shown: a card of one line, which opens."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from jinja2 import Environment, Template, TemplateNotFound

from webchat.conversation import PartChanged, PartTimed, TextAdded, ToolCallPart, copy_of
from webchat.render import fragments
from webchat.render.call_preview import READ_CHARACTERS, preview_so_far
from webchat.render.failures import log_failure
from webchat.render.fragments import FragmentLog
from webchat.render.shown_call import shown_call

# Names come from a model: only these can name a file, and never a path.
TOOL_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}")


class ToolCallPartView:
    """A tool call: its arguments as they are streamed, then its result.

    The template of the tool, if it has one, shows the call from when its arguments are whole: when
    the result has come, another part has begun, or the reply has ended.
    """

    def __init__(self, environment: Environment, part_id: str, part: ToolCallPart) -> None:
        self._environment = environment
        self._card = environment.get_template("parts/_tool_call.html")
        self._part_id = part_id
        self._missed = FragmentLog()
        self._whole_number = self._preview_number = self._read_characters = 0
        self._is_whole = self._is_over = self._has_failed = False
        self._take(part)

    def html(self) -> str:
        """Give the whole part as it is now."""
        return self._card.render(id=self._part_id, inside=self._inside_html())

    def add(self, number: int, change: TextAdded | PartChanged | PartTimed) -> None:
        """Fold a change of this part."""
        match change:
            case TextAdded(_, delta):
                self._call.body.append(delta)
                if not self._is_whole:
                    self._grow(number, delta)
                    return
            case PartChanged(_, ToolCallPart() as part):
                self._take(part)
            case PartTimed(_, seconds):
                self._call.seconds = seconds
        self._redraw(number)

    def fold(self, number: int) -> None:
        """Take the arguments as whole, because another part begins."""
        if not self._is_whole:
            self._is_whole = True
            self._redraw(number)

    def settle(self, number: int) -> Iterator[None]:
        """Finish the part: an answer that has not come will not."""
        if not self._is_over:
            self._is_whole = self._is_over = True
            self._redraw(number)
        yield

    def fragments_after(self, number: int) -> list[str]:
        """Give what turns the part as it was at ``number`` into the part as it is."""
        if self._whole_number > number:
            return [fragments.fill(self._part_id, self._inside_html())]
        missed = self._missed.after(number)
        if self._preview_number > number:
            preview = escape(preview_so_far(str(self._call.body)))
            missed.append(fragments.fill(f"{self._part_id}-preview", preview))
        return missed

    def _grow(self, number: int, delta: str) -> None:
        self._missed.add(number, fragments.append(f"{self._part_id}-arguments", escape(delta)))
        # What comes later is not in that line, and costs it nothing.
        if self._read_characters < READ_CHARACTERS:
            self._read_characters += len(delta)
            self._preview_number = number

    def _redraw(self, number: int) -> None:
        # Drawn when somebody asks: arguments that are replaced as they grow are many.
        self._whole_number, self._missed = number, FragmentLog()

    def _inside_html(self) -> str:
        call = shown_call(self._call, is_whole=self._is_whole, is_over=self._is_over)
        if self._is_whole and not self._has_failed:
            try:
                own = self._own_template()
                if own is not None:
                    return own.render(id=self._part_id, call=call)
            # Whoever runs the site writes these templates: one that is broken must cost no call.
            except Exception as error:
                log_failure(self._part_id, error)
                self._has_failed = True
        default = self._environment.get_template("tools/_card.html")
        return default.render(id=self._part_id, call=call)

    def _own_template(self) -> Template | None:
        if not TOOL_NAME.fullmatch(self._call.name):
            return None
        path = f"tools/{self._call.name}.html"
        try:
            return self._environment.get_template(path)
        except TemplateNotFound as missing:
            if missing.name != path:
                raise
            return None

    def _take(self, part: ToolCallPart) -> None:
        # A change is shared by all who read it; the arguments grow in a copy.
        self._call = copy_of(part)
        self._read_characters = len(str(part.body))
        self._is_whole = self._is_whole or part.is_finished
