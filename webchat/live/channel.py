"""A channel: what is live in one session, and the door through which its followers wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic, sleep
from typing import Generic, Protocol, TypeVar

from webchat.conversation import Change, Turn, TurnNamed, TurnStarted, Update
from webchat.live.log import Logs, Position


class View(Protocol):
    """What followers are shown: a fold of the updates after ``start``, as far as ``number``."""

    start: int
    number: int

    def advance(self, updates: Iterable[Update]) -> Iterator[None]:
        """Fold further updates, which follow on ``number``, in steps of a moment each."""


ViewType = TypeVar("ViewType", bound=View)


def never() -> bool:
    """Tell that nobody rings."""
    return False


class Channel(Generic[ViewType]):
    """The live side of one session in this process: its log, its view, its followers.

    Updates are published by a relay and read, as they are needed, into one view that all
    followers of this process share: each update is rendered at most once, and not at all while
    nobody watches. ``make_view`` makes a view that starts after a number.
    """

    def __init__(self, session_id: str, logs: Logs, make_view: Callable[[int], ViewType]) -> None:
        self.session_id = session_id
        self._log = logs.open(session_id, self._heed_stop)
        self._news = self._log.news
        self._make_view = make_view
        self._view_lock = Lock()
        self._followers = 0
        self._is_dismissed = False
        self._stop: Callable[[], None] | None = None
        self._is_stop_wanted = False
        self._restart_view()

    @property
    def position(self) -> Position:
        """The position of the newest update."""
        return self._log.position

    @property
    def is_running(self) -> bool:
        """Whether a reply is being started or read, by whatever process."""
        return self._log.is_claimed

    @property
    def is_starting(self) -> bool:
        """Whether upstream has yet to accept the message of a reply."""
        return self._log.is_claimed and self._log.turns.running is None

    @property
    def is_idle(self) -> bool:
        """Whether nobody would miss this channel."""
        return not self._log.is_claimed and not self._followers

    @property
    def is_dismissed(self) -> bool:
        """Whether all followers have been asked to go away."""
        return self._is_dismissed

    @contextmanager
    def view(self) -> Iterator[ViewType]:
        """Give the view, caught up with the log, and nobody else's until the block ends."""
        with self._view_lock:
            self._catch_up()
            yield self._view

    @property
    def shown(self) -> Position:
        """The position of the view; to be asked for while one has the view."""
        return Position(self._view_epoch, self._view.number)

    def is_continued_from(self, position: Position) -> bool:
        """Tell whether the view holds all that comes after ``position``; while one has it."""
        is_held = self._view.start <= position.number <= self._view.number
        return is_held and position.epoch == self._view_epoch

    def claim(self) -> None:
        """Take the session's one place for a reply; raises ReplyError if that cannot be."""
        with self._news:
            self._log.claim()
            self._is_stop_wanted = False

    def begin(self, turn: Turn, stop: Callable[[], None]) -> None:
        """Publish ``turn``, whose reply ``stop`` ends; the place must have been claimed."""
        with self._news:
            self._stop = stop
            self._log.append(turn.correlation_id, [TurnStarted(turn)])
            is_stop_wanted = self._is_stop_wanted
        if is_stop_wanted:
            stop()

    def adopt(self, turn: Turn) -> bool:
        """Publish a turn that runs in another process; False if it has been before."""
        with self._news:
            if self.known_as(turn.correlation_id) in self._log.turns.begun:
                return False
            self._log.append(turn.correlation_id, [TurnStarted(turn)])
            return True

    def known_as(self, real_id: str) -> str:
        """Give the id by which the turn is known here that upstream knows by ``real_id``."""
        return self._log.turns.known_as(real_id)

    def publish(self, correlation_id: str, changes: Iterable[TurnNamed | Change]) -> None:
        """Give ``changes`` their numbers and wake the followers."""
        self._log.append(correlation_id, changes)

    def end(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Publish the last changes of the running reply and give its place back, in one step.

        A person who sees the end of a reply can send the next message at once.
        """
        with self._news:
            self._stop = None
            self._log.end(correlation_id, changes)

    def release(self) -> None:
        """Give back the place of a reply that could not be started."""
        with self._news:
            self._stop = None
            self._log.release()

    def stop(self) -> bool:
        """End the running reply, or the one that is being started; tell whether there was one."""
        return self._log.ask_to_stop()

    def refresh(self) -> None:
        """Learn what other processes have published until now."""
        self._log.refresh()

    def watch(self) -> None:
        """Learn from now on what other processes publish in this session."""
        self._log.watch()

    def begun_turns(self, timeout: float) -> set[str]:
        """Name the turns published here, once a reply that is being started has been.

        It waits ``timeout`` seconds at most. Only after this wait can a stored turn that is not
        named here be known to come from elsewhere: upstream stores a message a moment before
        this channel publishes it.
        """
        self._log.refresh()
        deadline = monotonic() + timeout
        with self._news:
            while self.is_starting:
                if not self._news.wait(deadline - monotonic()):
                    break
            return set(self._log.turns.begun)

    def join(self) -> None:
        """Count one more who watches."""
        with self._news:
            self._followers += 1

    def leave(self) -> None:
        """Count one less who watches."""
        with self._news:
            self._followers -= 1
            self._news.notify_all()

    def dismiss(self) -> None:
        """Ask all followers to go away."""
        with self._news:
            self._is_dismissed = True
            self._news.notify_all()

    def wait_for_followers(self, count: int, timeout: float) -> bool:
        """Wait until just ``count`` watch; False at the time-out."""
        with self._news:
            return self._news.wait_for(lambda: self._followers == count, timeout)

    def wait_for_news(
        self, after: Position, timeout: float, is_rung: Callable[[], bool] = never
    ) -> bool:
        """Wait until the log stands elsewhere than ``after``; False at the time-out.

        It also ends when ``is_rung`` is found to be so, as it may be after ``ring``.
        """
        with self._news:
            return self._news.wait_for(
                lambda: self._is_dismissed or self._log.position != after or is_rung(), timeout
            )

    def ring(self) -> None:
        """Let all who wait look again whether what they wait for has come."""
        with self._news:
            self._news.notify_all()

    def wait_for_end(self, timeout: float) -> bool:
        """Wait until no reply is running; False at the time-out."""
        with self._news:
            return self._news.wait_for(lambda: not self._log.is_claimed, timeout)

    def _heed_stop(self) -> None:
        with self._news:
            self._is_stop_wanted = True
            stop = self._stop
        if stop is not None:
            stop()

    def _catch_up(self) -> None:
        with self._news:
            updates = self._updates_for_view()
        for _ in self._view.advance(updates):
            # Rendering is pure computation: without this, a long reply that nobody has watched
            # so far would stop all else in a worker of gevent's.
            sleep(0)
        with self._news:
            if self._log.position.epoch == self._view_epoch:
                self._log.discard(self._view.number)

    def _updates_for_view(self) -> list[Update]:
        if self._log.position.epoch == self._view_epoch:
            try:
                return self._log.after(self._view.number)
            except LookupError:
                pass
        self._restart_view()
        return self._log.after(self._view.number)

    def _restart_view(self) -> None:
        with self._news:
            self._view_epoch = self._log.position.epoch
            self._view = self._make_view(self._log.oldest())
