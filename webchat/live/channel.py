"""A channel: what is live in one session, and the door through which its followers wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from time import monotonic
from typing import Generic

from webchat.conversation import Change, Turn, TurnNamed, TurnStarted
from webchat.live.log import Logs, Position
from webchat.live.views import Views, ViewType


def never() -> bool:
    """Tell that nobody rings."""
    return False


class Channel(Generic[ViewType]):
    """The live side of one session in this process: its log, its views, its followers.

    Updates are published by a relay and read, as they are needed, into the view of each language
    that somebody reads. ``make_view`` makes a view in a language that starts after a number.
    """

    def __init__(
        self, session_id: str, logs: Logs, make_view: Callable[[str, int], ViewType]
    ) -> None:
        self.session_id = session_id
        self._log = logs.open(session_id, self._heed_stop)
        self._news = self._log.news
        self._followers: Counter[str | None] = Counter()
        self._views = Views(self._log, make_view, self._followers)
        self._is_dismissed = False
        self._stop: Callable[[], None] | None = None
        self._is_stop_wanted = False

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
        return not self._log.is_claimed and not self._followers.total()

    @property
    def is_dismissed(self) -> bool:
        """Whether all followers have been asked to go away."""
        return self._is_dismissed

    def view(self, language: str) -> AbstractContextManager[ViewType]:
        """Give the view of a language, caught up, and nobody else's until the block ends."""
        return self._views.view(language)

    def shown(self, language: str) -> Position:
        """Give the position of a view; to be asked for while one has the view."""
        return self._views.held(language).position

    def is_continued_from(self, position: Position, language: str) -> bool:
        """Tell whether a view holds all that comes after ``position``; while one has it."""
        return self._views.held(language).continues(position)

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

    def has_begun(self, real_id: str) -> bool:
        """Tell whether the turn was published that upstream knows by ``real_id``."""
        return self.known_as(real_id) in self._log.turns.begun

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

    def begun_turns(self, after: Position, timeout: float) -> set[str]:
        """Name the turns published here since ``after``, once a reply that is being started is.

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
            is_known = after.epoch == self._log.position.epoch
            return self._log.turns.begun_after(after.number if is_known else 0)

    def join(self, language: str | None) -> None:
        """Count one more who watches in ``language``, or who only keeps the channel in None."""
        with self._news:
            self._followers[language] += 1

    def leave(self, language: str | None) -> None:
        """Count one less who watches in ``language``."""
        with self._news:
            self._followers[language] -= 1
            self._news.notify_all()

    def dismiss(self) -> None:
        """Ask all followers to go away."""
        with self._news:
            self._is_dismissed = True
            self._news.notify_all()

    def wait_for_followers(self, count: int, timeout: float) -> bool:
        """Wait until just ``count`` watch; False at the time-out."""
        with self._news:
            return self._news.wait_for(lambda: self._followers.total() == count, timeout)

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
