"""A reading: keeps the mirror of a session up to date with Redis."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from webchat.conversation import Ended, Update
from webchat.errors import LogUnavailableError
from webchat.live.log.contract import Position
from webchat.live.log.ledger import new_epoch
from webchat.live.log.redis_mirror import Mirror
from webchat.live.log.redis_session import RedisSession

logger = logging.getLogger(__name__)

OnOrphan = Callable[[str, Sequence[Update]], None]


class Reading:
    """Looks what Redis keeps, once or for as long as another process writes a reply.

    ``on_orphan`` is given the session and all updates of a reply that had to be ended here.
    """

    def __init__(self, session: RedisSession, mirror: Mirror, on_orphan: OnOrphan) -> None:
        self._session = session
        self._mirror = mirror
        self._on_orphan = on_orphan
        self._news = mirror.news
        self._is_running = False
        self._is_wanted = False

    def look(self) -> bool:
        """Take over what Redis keeps; False if it is away, or learns from here."""
        while not self._mirror.is_source:
            position, epoch_to_begin = self._mirror.position, self._mirror.epoch_to_begin()
            try:
                state = self._session.look(position, epoch_to_begin)
            except LogUnavailableError:
                return False
            with self._news:
                # Of two looks under way the older may be answered last.
                is_current = self._mirror.position.epoch == position.epoch
                if is_current and not self._mirror.is_source:
                    self._mirror.reflect(state)
                    return True
        return False

    def start(self) -> None:
        """Read, in a thread, until no reply is left that another process writes."""
        with self._news:
            self._is_wanted = True
            if not self._is_running:
                self._is_running = True
                self._session.connection.start_thread(self._run, "reading")

    def _run(self) -> None:
        try:
            while self._begin():
                self._read()
        finally:
            with self._news:
                self._is_running = False

    def _begin(self) -> bool:
        with self._news:
            is_wanted, self._is_wanted = self._is_wanted, False
            if not is_wanted:
                # In one step with the question: who asks from now on starts another thread.
                self._is_running = False
            self._news.notify_all()
            return is_wanted

    def _read(self) -> None:
        delays = self._session.connection.delays()
        self.look()
        is_suspect = self._mirror.is_unsettled
        while self._mirror.is_claimed_elsewhere and not self._session.connection.closing.is_set():
            try:
                if self._receive():
                    is_suspect = False
                    continue
                # A holder that was only slow has had its time, from one look to the next.
                if is_suspect and self._mirror.is_unsettled:
                    self._settle()
                is_suspect = self._mirror.is_unsettled
            except LogUnavailableError:
                delays.wait()

    def _receive(self) -> bool:
        """Wait for entries and take them over; False if none came, after a look."""
        entries = self._session.wait_for_entries(self._mirror.position.number)
        if entries and self._mirror.follow(entries):
            return True
        self.look()
        return bool(entries)

    def _settle(self) -> None:
        """End the reply of a holder that is dead."""
        # Here some of it may have been let go of: what is told of it is told whole.
        whole = self._session.look(Position("", 0), new_epoch())
        with self._news:
            position, running = self._mirror.position, self._mirror.turns.running
        change = Ended("interrupted", None, datetime.now(UTC))
        last = [Update(position.number + 1, running, change)] if running is not None else []
        is_whole = position == Position(whole.epoch, whole.number)
        if is_whole and self._session.settle(position, new_epoch(), last):
            logger.warning("session %s: the process of a reply is gone", self._session.session_id)
            told = [update for entry in whole.entries for update in entry.updates]
            self._on_orphan(self._session.session_id, [*told, *last])
        self.look()
