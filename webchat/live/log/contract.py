"""What a log promises, wherever it is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from threading import Condition
from typing import Protocol

from webchat.conversation import Change, TurnNamed, TurnStarted, Update
from webchat.live.log.turns import Turns


@dataclass(frozen=True, slots=True)
class Position:
    """How far something has read: all updates of ``epoch`` up to ``number``.

    Numbers of another epoch say nothing about this one.
    """

    epoch: str
    number: int


class Log(Protocol):
    """The log of one session, as this process knows it.

    ``news`` guards all that is here and is notified of every change. ``turns`` tells what the
    updates say of turns.
    """

    news: Condition
    turns: Turns

    @property
    def position(self) -> Position:
        """The position of the newest update."""

    @property
    def is_claimed(self) -> bool:
        """Whether a reply is being started or read, here or elsewhere."""

    def refresh(self) -> None:
        """Learn what other processes have written until now."""

    def watch(self) -> None:
        """Go on learning what other processes write; a reply that runs now included."""

    def claim(self) -> None:
        """Take the session's one place for a reply.

        Raises ReplyRunningError if it is taken, and LogUnavailableError if that cannot be told.
        """

    def append(
        self, correlation_id: str, changes: Iterable[TurnStarted | TurnNamed | Change]
    ) -> None:
        """Give ``changes`` their numbers; for the holder of the place only."""

    def end(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Append the last ``changes`` of a reply and give its place back, in one step."""

    def release(self) -> None:
        """Give the place back."""

    def ask_to_stop(self) -> bool:
        """Have whoever holds the place end its reply; tell whether anyone does."""

    def after(self, number: int) -> list[Update]:
        """Give all updates with a greater number, in order.

        Raises LookupError where they are no longer kept, or belong to another epoch.
        """

    def oldest(self) -> int:
        """Give the smallest number for which ``after`` holds."""

    def discard(self, up_to: int) -> None:
        """Forget the updates up to and including the number ``up_to``, in this process."""


class Logs(Protocol):
    """The logs of all sessions; ``are_shared`` tells whether other processes write there too."""

    are_shared: bool

    def open(self, session_id: str, on_stop: Callable[[], None]) -> Log:
        """Give the log of a session; ``on_stop`` is called when the reply run here must end."""

    def listen(self, on_word: Callable[[str], None], on_gap: Callable[[], None]) -> None:
        """Have ``on_word`` called with each word that is told from now on, by any process.

        ``on_gap`` is called where words may have been missed.
        """

    def tell(self, word: str) -> None:
        """Tell all processes, this one included, a word without spaces. It may get lost."""

    def close(self) -> None:
        """Let go of what the logs hold open."""
