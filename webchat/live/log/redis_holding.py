"""A holding: the place of a session, held by this process, and the writing of its reply."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from threading import Condition

from webchat.conversation import Update
from webchat.errors import LogUnavailableError
from webchat.live.log.contract import Position
from webchat.live.log.redis_session import Batch, Mode, RedisSession, Verdict

logger = logging.getLogger(__name__)

TOKEN_BYTES = 12
UPDATES_A_BATCH = 1_000
BATCHES_A_WRITE = 100


class Holding:
    """Writes, in a thread of its own, what is added to a reply that begins after ``start``.

    The first update goes at once, then whatever has come while the last write was under way. What
    was written is kept to the end: a Redis that comes back empty is given the whole reply again.
    ``news`` guards the holding and is notified when ``is_over``: when nothing is left to write.

    Where another reply has begun since, because this process was taken for dead, the holding
    writes no more. Its log goes on apart in its own epoch: those who follow here read the reply
    they have before them to its end, and change over to the other's epoch as a whole then. So no
    one is shown a token twice, nor two replies mixed.
    """

    def __init__(
        self,
        session: RedisSession,
        news: Condition,
        on_stop: Callable[[], None],
        on_loss: Callable[[], None],
    ) -> None:
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self.is_over = False
        self._session = session
        self._connection = session.connection
        self._news = news
        self._on_stop = on_stop
        self._on_loss = on_loss
        self._is_lost = False
        self._start = Position("", 0)
        self._added: list[Update] = []
        self._is_ended = False
        self._batches: list[Batch] = []
        self._written = 0
        self._is_stop_told = False

    def begin(self, start: Position) -> None:
        """Hold the place, which has been claimed, until ``end``."""
        self._start = start
        self._connection.start_thread(self._run, "holding")

    def add(self, updates: list[Update]) -> None:
        """Have ``updates`` written; the caller has ``news`` and notifies it."""
        if not self.is_over:
            self._added += updates

    def end(self) -> None:
        """Have the place given back with the last update; the caller has ``news``."""
        self._is_ended = True
        self._news.notify_all()

    def heed_stop(self) -> None:
        """End the reply because someone asked for it; the first time only."""
        if not self._is_stop_told:
            self._is_stop_told = True
            self._on_stop()

    def _run(self) -> None:
        is_last = False
        try:
            while not is_last:
                is_last = self._gather()
                if not self._deliver(is_last):
                    break
        finally:
            with self._news:
                self.is_over = True
                self._news.notify_all()
                if self._is_lost:
                    self._on_loss()

    def _gather(self) -> bool:
        """Wait for something to write, or until the claim must be renewed; tell if it is all."""
        with self._news:
            self._news.wait_for(self._has_work, self._session.timing.renewal)
            added, self._added = self._added, []
            is_last = self._is_ended
        for first in range(0, len(added), UPDATES_A_BATCH):
            self._batches.append(Batch.of(added[first : first + UPDATES_A_BATCH]))
        return is_last

    def _has_work(self) -> bool:
        return bool(self._added) or self._is_ended or self._connection.closing.is_set()

    def _deliver(self, is_last: bool) -> bool:
        """Write what is gathered, however long it takes; False if it must not be written."""
        delays = self._connection.delays()
        while True:
            try:
                verdict = self._write(is_last)
            except LogUnavailableError:
                if self._connection.closing.is_set():
                    return False
                delays.wait()
                continue
            if verdict == "lost":
                name = self._session.session_id
                logger.warning("session %s: another reply began elsewhere", name)
                self._is_lost = True
                return False
            if verdict == "stop":
                self.heed_stop()
            if verdict == "rewrite":
                self._written = 0
            elif self._written == len(self._batches):
                return True

    def _write(self, is_last: bool) -> Verdict:
        batches = self._batches[self._written : self._written + BATCHES_A_WRITE]
        is_all = self._written + len(batches) == len(self._batches)
        verdict = self._session.write(
            self.token, self._start, batches, mode=self._mode(), is_end=is_last and is_all
        )
        if verdict in ("ok", "stop"):
            self._written += len(batches)
        return verdict

    def _mode(self) -> Mode:
        if not self._batches:
            return "hold"
        return "continue" if self._written else "begin"
