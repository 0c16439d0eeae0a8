"""The views of a session in one process, one for each language that it is read in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from time import sleep
from typing import Generic, Protocol, TypeVar

from webchat.conversation import Update
from webchat.live.log import Log, Position


class View(Protocol):
    """What followers are shown: a fold of the updates after ``start``, as far as ``number``.

    ``start`` may rise where a view lets go of turns that have ended.
    """

    start: int
    number: int

    def advance(self, updates: Iterable[Update]) -> Iterator[None]:
        """Fold further updates, which follow on ``number``, in steps of a moment each."""


ViewType = TypeVar("ViewType", bound=View)


@dataclass(frozen=True, slots=True)
class HeldView(Generic[ViewType]):
    """A view, and the epoch whose updates it folds."""

    epoch: str
    view: ViewType

    @property
    def position(self) -> Position:
        """The position of the last update that it shows."""
        return Position(self.epoch, self.view.number)

    def continues(self, position: Position) -> bool:
        """Tell whether it holds all that comes after ``position``."""
        is_held = self.view.start <= position.number <= self.view.number
        return is_held and position.epoch == self.epoch


class Views(Generic[ViewType]):
    """Reads the updates of ``log`` into views, as they are needed.

    All who read a session in one language share its view: each update is rendered at most once
    for them, and not at all while nobody watches. ``make_view`` makes a view in a language that
    starts after a number. ``followers`` counts who follows in which language.
    """

    def __init__(
        self,
        log: Log,
        make_view: Callable[[str, int], ViewType],
        followers: Counter[str | None],
    ) -> None:
        self._log = log
        self._news = log.news
        self._make_view = make_view
        self._followers = followers
        self._held: dict[str, HeldView[ViewType]] = {}
        self._lock = Lock()

    @contextmanager
    def view(self, language: str) -> Iterator[ViewType]:
        """Give the view of a language, caught up, and nobody else's until the block ends."""
        with self._lock:
            self._catch_up(language)
            yield self._held[language].view

    def held(self, language: str) -> HeldView[ViewType]:
        """Give the view of a language with its epoch; to be asked for while one has the view."""
        return self._held[language]

    def _catch_up(self, language: str) -> None:
        with self._news:
            updates = self._updates_for(language)
            held = self._held[language]
        if not updates:
            return
        for _ in held.view.advance(updates):
            # Rendering is pure computation: without this, a long reply that nobody has watched
            # so far would stop all else in a worker of gevent's.
            sleep(0)
        with self._news:
            if self._log.position.epoch == held.epoch:
                self._let_go(language)

    def _updates_for(self, language: str) -> list[Update]:
        held, epoch = self._held.get(language), self._log.position.epoch
        if held is not None and held.epoch == epoch:
            try:
                return self._log.after(held.view.number)
            except LookupError:
                pass
        held = HeldView(epoch, self._make_view(language, self._log.oldest()))
        self._held[language] = held
        return self._log.after(held.view.number)

    def _let_go(self, caught_up: str) -> None:
        """Forget the updates that no view needs, and the views that would hold that up.

        The updates of a turn are kept until it has ended: a view in another language, which may
        be wanted at any time, has to begin with the whole turn.
        """
        epoch = self._held[caught_up].epoch
        held = {language: held for language, held in self._held.items() if held.epoch == epoch}
        in_use = [
            held[language].view.number
            for language in held
            if language == caught_up or self._followers[language]
        ]
        rest = self._log.turns.last_rest(min(in_use))
        self._log.discard(rest)
        self._held = {name: held for name, held in held.items() if held.view.number >= rest}
