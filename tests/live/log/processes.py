"""Processes that have a Redis in common, as the tests act them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from threading import Event

from tests.deadline import wait_until
from tests.live.log.changes import first_words, turn, words
from tests.live.recording_view import RecordingView
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.conversation import Ended, Turn, Update, replayed
from webchat.errors import ReplyError
from webchat.live import Channel, Position
from webchat.live.log.redis_logs import RedisLogs
from webchat.live.log.redis_timing import Timing

# An id may hold any character, those that mean something to Redis included.
SESSION = "a}b c{d'e:"
START = Position("", 0)
TIMING = Timing(answer=0.5, pause=0.1, lease=1.5, renewal=0.2, silence=0.2, ping=0.5)


class Process:
    """A process, with its channel of one session."""

    def __init__(self, url: str, timing: Timing = TIMING) -> None:
        self.orphans: list[Turn | None] = []
        self.logs = RedisLogs(url, self._take_in, timing)
        self.channel: Channel[RecordingView] = Channel(SESSION, self.logs, RecordingView)
        self.is_stopped = Event()
        self._turn = ""

    def begin(self, name: str) -> None:
        """Begin a reply, as a relay does."""
        self.channel.claim()
        self.start_turn(name)

    def start_turn(self, name: str) -> None:
        self._turn = name
        self.channel.begin(turn(name), self.is_stopped.set)
        self.channel.publish(name, first_words())

    def say(self, *texts: str) -> None:
        self.channel.publish(self._turn, words(*texts))

    def end(self) -> None:
        self.channel.end(self._turn, [Ended("done", None)])

    def die(self) -> None:
        """Go without goodbye: no place is given back."""
        self.logs.close()

    def wait_until(self, is_so: Callable[[RecordingView], bool]) -> None:
        """Wait until a follower of this process would be shown a view that is so."""
        position = START
        while True:
            with self.channel.view("en") as view:
                if is_so(view):
                    return
                position = self.channel.shown("en")
            assert self.channel.wait_for_news(position, PATIENCE_SECONDS), view.changes

    def wait_until_shown(self, text: str, *ends: Ended) -> None:
        self.wait_until(lambda view: view.text == text and view.ends == list(ends))

    def ended_at(self) -> datetime | None:
        """Give when the last reply ended, as a follower of this process is told."""
        with self.channel.view("en") as view:
            return view.ends[-1].ended_at

    def wait_until_free(self) -> None:
        assert self.channel.wait_for_end(PATIENCE_SECONDS)

    def wait_until_joined(self) -> None:
        """Wait until Redis answers this process, and the place is free."""
        wait_until(self._has_taken_and_given_back)

    def _take_in(self, session_id: str, updates: Sequence[Update]) -> None:
        assert session_id == SESSION
        self.orphans.append(replayed(updates))

    def _has_taken_and_given_back(self) -> bool:
        try:
            self.channel.claim()
        except ReplyError:
            return False
        self.channel.release()
        return True
