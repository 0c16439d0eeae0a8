"""A part that may turn out not to be renderable, without any harm to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import inf
from typing import TypeVar

from jinja2 import Environment

from webchat.conversation import Part, PartChanged, PartTimed, UnknownPart, copy_of
from webchat.render.failures import log_failure
from webchat.render.part_views import PartChange, PartView, view_of
from webchat.render.plain_part import PlainPartView

Result = TypeVar("Result")


class GuardedPart:
    """Shows a part as its view does, and from the first failure of that on as plain text.

    ``failed_at`` is the number of the update since when it is plain: a page of before needs all
    parts anew. It is infinite until an update comes that has such a number.
    """

    def __init__(self, environment: Environment, part_id: str, part: Part, number: int) -> None:
        self.failed_at: float = 0
        self._part_id = part_id
        self.part = copy_of(part)
        self._plain = PlainPartView(environment, part_id, self.part)
        self._view: PartView = self._plain
        self._tried(lambda: self._show(view_of(environment, part_id, part, number)), None)
        self._note(number)

    def html(self) -> str:
        """Give the whole part as it is now."""
        return self._tried(lambda: self._view.html(), None) or self._plain.html()

    def add(self, number: int, change: PartChange) -> None:
        """Fold a change of this part."""
        if isinstance(change, PartChanged):
            self.part = self._plain.part = copy_of(change.part)
        elif isinstance(self.part, UnknownPart):
            pass
        elif isinstance(change, PartTimed):
            self.part.seconds = change.seconds
        else:
            self.part.body.append(change.delta)
        self._tried(lambda: self._view.add(number, change), None)
        self._note(number)

    def fold(self, number: int) -> None:
        """Step back behind what comes after it."""
        self._tried(lambda: self._view.fold(number), None)
        self._note(number)

    def settle(self, number: int) -> Iterator[None]:
        """Finish the part, in steps."""
        steps = self._view.settle(number)
        while self._tried(lambda: next(steps, self) is not self, otherwise=False):
            yield
        self._note(number)

    def fragments_after(self, number: int) -> list[str]:
        """Give what turns the part as it was at ``number`` into the part as it is."""
        return self._tried(lambda: self._view.fragments_after(number), [])

    def _show(self, view: PartView) -> None:
        self._view = view

    def _tried(self, action: Callable[[], Result], otherwise: Result) -> Result:
        try:
            return action()
        # One part must not cost the page all others, whatever is wrong with it.
        except Exception as error:
            self._fail(error)
            return otherwise

    def _fail(self, error: Exception) -> None:
        log_failure(self._part_id, error)
        self._view, self.failed_at = self._plain, inf

    def _note(self, number: int) -> None:
        if self.failed_at == inf:
            self.failed_at = number
