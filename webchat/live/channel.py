"""A channel: what is live in one session, and the door through which its followers wait."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from time import monotonic, sleep
from typing import Generic, Protocol, TypeVar

from webchat.conversation import Change, Turn, TurnStarted, Update
from webchat.errors import ReplyRunningError
from webchat.live.log import MemoryLog

UPDATES_A_STEP = 256


class View(Protocol):
    """What followers are shown: a fold of updates, as far as ``number``."""

    number: int

    def advance(self, updates: Iterable[Update]) -> None:
        """Fold further updates, which follow on ``number``."""


ViewType = TypeVar("ViewType", bound=View)


class Channel(Generic[ViewType]):
    """The live side of one session: its log of updates, its view, its one running reply.

    Updates are published by a relay and read, as they are needed, into one view that all
    followers of this process share: each update is rendered at most once, and not at all while
    nobody watches.
    """

    def __init__(self, session_id: str, view: ViewType) -> None:
        self.session_id = session_id
        self._followers = 0
        self._log = MemoryLog()
        self._view = view
        self._view_lock = Lock()
        self._news = Condition()
        self._stop: Callable[[], None] | None = None
        self._is_claimed = False
        self._is_stop_wanted = False
        self._aliases: dict[str, str] = {}
        self._turns: dict[str, Turn] = {}

    @property
    def epoch(self) -> str:
        """The name of this channel's numbers."""
        return self._log.epoch

    @property
    def last_number(self) -> int:
        """The number of the newest update."""
        return self._log.last_number

    @property
    def is_running(self) -> bool:
        """Whether a reply is being started or read."""
        return self._is_claimed

    @property
    def is_starting(self) -> bool:
        """Whether upstream has yet to accept the message of a reply."""
        return self._is_claimed and self._stop is None

    @property
    def is_idle(self) -> bool:
        """Whether nobody would miss this channel."""
        return not self._is_claimed and not self._followers

    @contextmanager
    def view(self) -> Iterator[ViewType]:
        """Give the view, caught up with the log, and nobody else's until the block ends."""
        with self._view_lock:
            self._catch_up()
            yield self._view

    def claim(self) -> None:
        """Take the session's one place for a reply; raises ReplyRunningError if it is taken."""
        with self._news:
            if self._is_claimed:
                raise ReplyRunningError("a reply is already running in this session")
            self._is_claimed, self._is_stop_wanted = True, False

    def begin(self, turn: Turn, stop: Callable[[], None]) -> None:
        """Publish ``turn``, whose reply ``stop`` ends; the place must have been claimed."""
        with self._news:
            self._stop = stop
            self._turns[turn.correlation_id] = turn
            self._publish(turn.correlation_id, [TurnStarted(turn)])
            is_stop_wanted = self._is_stop_wanted
        if is_stop_wanted:
            stop()

    def note_alias(self, real_id: str, correlation_id: str) -> None:
        """Note that upstream knows the turn ``correlation_id`` by ``real_id``."""
        with self._news:
            self._aliases[real_id] = correlation_id

    def known_as(self, real_id: str) -> str:
        """Give the id by which the turn is known here that upstream knows by ``real_id``."""
        return self._aliases.get(real_id, real_id)

    def publish(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Give ``changes`` their numbers and wake the followers."""
        with self._news:
            self._publish(correlation_id, changes)

    def end(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Publish the last changes of the running reply and give its place back, in one step.

        A person who sees the end of a reply can send the next message at once.
        """
        with self._news:
            self._stop, self._is_claimed = None, False
            self._publish(correlation_id, changes)

    def release(self) -> None:
        """Give back the place of a reply that could not be started."""
        with self._news:
            self._stop, self._is_claimed = None, False
            self._news.notify_all()

    def stop(self) -> bool:
        """End the running reply, or the one that is being started; tell whether there was one."""
        with self._news:
            stop, was_claimed = self._stop, self._is_claimed
            self._is_stop_wanted = was_claimed
        if stop is not None:
            stop()
        return was_claimed

    def begun_turns(self, timeout: float) -> set[str]:
        """Name the turns published here, once a reply that is being started has been.

        It waits ``timeout`` seconds at most. Only after this wait can a stored turn that is not
        named here be known to come from elsewhere: upstream stores a message a moment before
        this channel publishes it.
        """
        deadline = monotonic() + timeout
        with self._news:
            while self.is_starting:
                if not self._news.wait(deadline - monotonic()):
                    break
            return set(self._turns)

    def join(self) -> None:
        """Count one more who watches."""
        with self._news:
            self._followers += 1

    def leave(self) -> None:
        """Count one less who watches."""
        with self._news:
            self._followers -= 1
            self._news.notify_all()

    def wait_for_followers(self, count: int, timeout: float) -> bool:
        """Wait until just ``count`` watch; False at the time-out."""
        with self._news:
            return self._news.wait_for(lambda: self._followers == count, timeout)

    def wait_for_news(self, after: int, timeout: float) -> bool:
        """Wait until there are updates after the number ``after``; False at the time-out."""
        with self._news:
            return self._news.wait_for(lambda: self._log.last_number > after, timeout)

    def wait_for_end(self, timeout: float) -> bool:
        """Wait until no reply is running; False at the time-out."""
        with self._news:
            return self._news.wait_for(lambda: not self._is_claimed, timeout)

    def _catch_up(self) -> None:
        with self._news:
            updates = self._log.after(self._view.number)
        for start in range(0, len(updates), UPDATES_A_STEP):
            self._view.advance(updates[start : start + UPDATES_A_STEP])
            # Rendering is pure computation: without this, a long reply that nobody has watched
            # so far would stop all else in a worker of gevent's.
            sleep(0)
        with self._news:
            self._log.discard(self._view.number)

    def _publish(self, correlation_id: str, changes: Iterable[TurnStarted | Change]) -> None:
        self._log.append(correlation_id, changes)
        self._news.notify_all()
