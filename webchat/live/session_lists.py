"""Lists of sessions: what each guest's holds, kept up to date for those who look at it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from datetime import datetime
from hashlib import blake2s
from threading import BoundedSemaphore, Condition, Lock, Thread

from webchat.client import Flux0, SessionDTO
from webchat.errors import JournalError, SessionsAPIError
from webchat.journal import Journal
from webchat.live.log import Logs
from webchat.live.watched_list import ListedSession, WatchedList

logger = logging.getLogger(__name__)

GUEST_DIGEST_BYTES = 12
# A list that is looked at is kept in memory: of a guest with thousands, only so many.
MAX_WATCHED = 60
MAX_MARKED = 1_000
# When Redis is back, or a process is new, all lists are to be read in one moment.
MOST_READ_AT_ONCE = 8
CLOSE_SECONDS = 2.0


class SessionLists:
    """Reads the lists from upstream, and again whenever a word of a change comes by ``logs``.

    ``journal`` knows in which sessions a reply is running, whatever process reads it.
    """

    def __init__(self, journal: Journal, logs: Logs) -> None:
        self.is_dismissed = False
        self._journal = journal
        self._logs = logs
        self._watched: dict[str, WatchedList] = {}
        self._lock = Lock()
        self._has_read = Condition(self._lock)
        self._readers = 0
        self._is_closed = False
        self._turns = BoundedSemaphore(MOST_READ_AT_ONCE)
        self._begun: set[Future[list[ListedSession]]] = set()
        logs.listen(self._heed, self._refresh_all)

    def read(self, client: Flux0) -> list[ListedSession]:
        """Give the sessions of the client's user, newest first; raises SessionsAPIError."""
        found = sorted(client.sessions.list().data, key=_age, reverse=True)
        running = self._running(found)
        return [
            ListedSession(item.id, item.title, item.created_at, item.id in running)
            for item in found
        ]

    def begin_reading(self, client: Flux0) -> Future[list[ListedSession]]:
        """Begin to ``read`` while upstream is asked for something else.

        It is read in a thread of its own: a slow upstream makes no page wait for another's list.
        """
        reading: Future[list[ListedSession]] = Future()
        Thread(target=self._fulfil, args=[reading, client], name="page-list", daemon=True).start()
        self._begun.add(reading)
        reading.add_done_callback(self._begun.discard)
        return reading

    def tell(self, client: Flux0) -> None:
        """Let all who look at the list of the client's user learn that it has changed."""
        self._logs.tell(_key_of(client))

    @contextmanager
    def watched(self, client: Flux0, ring: Callable[[], None]) -> Iterator[WatchedList]:
        """Keep the list of the client's user, and call ``ring`` when it was read.

        It is what others who look at it had read last, which may be older than what one knows:
        ``refresh`` it then.
        """
        key = _key_of(client)
        with self._lock:
            watched = self._watched.setdefault(key, WatchedList(client))
            watched.rings.append(ring)
        try:
            yield watched
        finally:
            with self._lock:
                watched.rings.remove(ring)
                if not watched.rings:
                    del self._watched[key]

    def refresh(self, watched: WatchedList) -> int:
        """Have a list read again, in a thread: a slow upstream holds up nobody's frames.

        Gives the number of the reading, which begins after any that is under way.
        """
        with self._lock:
            number = watched.begun + 1
            watched.is_outdated = True
            if watched.is_being_read or self._is_closed:
                return number
            watched.is_being_read = True
            self._readers += 1
        try:
            Thread(target=self._read_on, args=[watched], name="watched-list", daemon=True).start()
        except RuntimeError:
            # There are no more threads to be had.
            with self._lock:
                watched.is_being_read = False
                self._readers -= 1
            raise
        return number

    def dismiss(self) -> None:
        """Let those who only look at a list go away."""
        with self._lock:
            self.is_dismissed = True
            rings = [ring for watched in self._watched.values() for ring in watched.rings]
        for ring in rings:
            ring()

    def close(self) -> None:
        """Read no further list, and wait a moment for those that are being read."""
        with self._lock:
            self._is_closed = True
            self._has_read.wait_for(lambda: not self._readers, CLOSE_SECONDS)
        # What was begun for a page that is refused is waited for by nobody else.
        wait(self._begun.copy(), CLOSE_SECONDS)

    def _fulfil(self, reading: Future[list[ListedSession]], client: Flux0) -> None:
        try:
            reading.set_result(self.read(client))
        # The edge of a thread: the page that waits is told.
        except Exception as error:
            reading.set_exception(error)

    def _heed(self, word: str) -> None:
        with self._lock:
            watched = self._watched.get(word)
        if watched is not None:
            self.refresh(watched)

    def _refresh_all(self) -> None:
        with self._lock:
            all_watched = list(self._watched.values())
        for watched in all_watched:
            self.refresh(watched)

    def _read_on(self, watched: WatchedList) -> None:
        while self._is_to_be_read(watched):
            watched.is_stale = True
            try:
                with self._turns:
                    self._read_again(watched)
            except SessionsAPIError as error:
                # The pages keep the list that they have.
                logger.warning("a list of sessions was not read: %s", error)
            # The edge of a thread: a list that failed once must not stay as it is for ever.
            except Exception:
                logger.exception("a list of sessions was not read")

    def _read_again(self, watched: WatchedList) -> None:
        sessions = tuple(self.read(watched.client)[:MAX_WATCHED])
        with self._lock:
            watched.sessions, watched.number = sessions, watched.begun
            watched.is_stale, watched.drawn = False, {}
            # Many pages of one session have one bell.
            rings = set(watched.rings)
        for ring in rings:
            ring()

    def _is_to_be_read(self, watched: WatchedList) -> bool:
        with self._lock:
            watched.is_being_read = watched.is_outdated and not self._is_closed
            watched.is_outdated = False
            if watched.is_being_read:
                watched.begun += 1
            else:
                self._readers -= 1
                self._has_read.notify_all()
            return watched.is_being_read

    def _running(self, found: list[SessionDTO]) -> set[str]:
        try:
            return self._journal.running(item.id for item in found[:MAX_MARKED])
        except JournalError as error:
            logger.warning("the list of sessions marks none as running: %s", error)
            return set()


def _age(session: SessionDTO) -> tuple[datetime, str]:
    return session.created_at, session.id


def _key_of(client: Flux0) -> str:
    # Who holds a guest's name can act as that guest: it is not spread in clear.
    name = (client.user_sub or "").encode()
    return blake2s(name, digest_size=GUEST_DIGEST_BYTES).hexdigest()
