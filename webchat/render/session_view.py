"""How the live turns of one session are shown to all its followers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import Environment

from webchat.conversation import (
    Change,
    Ended,
    TurnNamed,
    TurnStarted,
    Update,
    window_before,
)
from webchat.render import fragments
from webchat.render.markdown import STEP_CHARACTERS
from webchat.render.turn_view import TurnView

# At how many numbers followers who keep up may be between two updates.
MOST_KEPT = 8


class SessionView:
    """Folds the updates of a session into HTML that all its followers share.

    ``number`` is the last update folded; what is held begins after ``start``, which rises as turns
    that have ended fall out of the newest window. A follower that has everything up to a number
    from there on gets the rest by ``fragments_after``; how often it asks, and when, makes no
    difference to what it is shown in the end.
    """

    def __init__(self, environment: Environment, session_id: str, start: int = 0) -> None:
        self.start = self.number = start
        self._environment = environment
        self._session_id = session_id
        self._turns: dict[str, TurnView] = {}
        self._changed: dict[str, int] = {}
        self._open: list[TurnView] = []
        self._boundary = 0
        self._missing: dict[int, list[str]] = {}

    @property
    def is_running(self) -> bool:
        """Whether the newest reply is still being written."""
        newest = next(reversed(self._turns.values()), None)
        return newest is not None and newest.state == "streaming"

    def advance(self, updates: Iterable[Update]) -> Iterator[None]:
        """Fold further updates, in steps that take no more than a moment each.

        It is all folded once the steps have been taken to their end.
        """
        weight = 0
        self._missing.clear()
        for update in updates:
            self.number = update.number
            for added in self._fold(update.number, update.correlation_id, update.change):
                weight += added
                if weight >= STEP_CHARACTERS:
                    yield
                    weight = 0
        if not self.is_running:
            self._let_go()
        yield

    def turns(self) -> dict[str, str]:
        """Give the HTML of each turn as it is now, by correlation id, oldest first."""
        return {identity: view.html() for identity, view in self._turns.items()}

    def fragments_after(self, number: int) -> list[str]:
        """Give what brings a page that shows everything up to ``number`` up to date.

        Those who keep up are at few numbers, and what they miss is put together once for all.
        """
        if number not in self._missing:
            if len(self._missing) >= MOST_KEPT:
                self._missing.clear()
            self._missing[number] = self._fragments_after(number)
        return list(self._missing[number])

    def _fragments_after(self, number: int) -> list[str]:
        found: list[str] = []
        for identity, changed in self._changed.items():
            if changed > number:
                found += self._turns[identity].fragments_after(number)
        if self._boundary > number:
            found += self.controls()
        return found

    def controls(self) -> list[str]:
        """Give what tells the page's controls whether a reply is being written."""
        actions = self._environment.get_template("composer/_actions.html")
        announcement = self._environment.get_template("sessions/_announcement.html")
        newest = next(reversed(self._turns.values()), None)
        told = announcement.render(state=newest.state) if newest else ""
        return [
            fragments.fill("composer-actions", actions.render(is_running=self.is_running)),
            fragments.fill("announcer", told),
        ]

    def _let_go(self) -> None:
        """Let go of the turns before the newest window: upstream or the journal has them."""
        weights = [len(view.html()) for view in self._turns.values()]
        for identity in list(self._turns)[: window_before(weights, len(weights)).start]:
            del self._turns[identity]
            self.start = self._changed.pop(identity)

    def _fold(
        self, number: int, correlation_id: str, change: TurnStarted | TurnNamed | Change
    ) -> Iterator[int]:
        match change:
            case TurnNamed():
                return
            case TurnStarted(turn):
                for ended in self._open:
                    ended.collapse()
                view = TurnView(self._environment, self._session_id, turn, number)
                self._turns[correlation_id], self._open = view, [view]
            case _:
                yield from self._turns[correlation_id].add(number, change)
        self._changed[correlation_id] = number
        if isinstance(change, TurnStarted | Ended):
            self._boundary = number
