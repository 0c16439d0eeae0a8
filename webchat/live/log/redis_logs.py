"""The logs of all sessions, kept in Redis."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from secrets import token_hex
from threading import Lock
from time import monotonic
from weakref import WeakValueDictionary

from webchat.errors import LogUnavailableError
from webchat.live.log.redis_connection import RedisConnection
from webchat.live.log.redis_log import RedisLog
from webchat.live.log.redis_news import RedisNews
from webchat.live.log.redis_reading import OnOrphan
from webchat.live.log.redis_scripts import NEWS
from webchat.live.log.redis_session import RedisSession
from webchat.live.log.redis_timing import Timing

LAST_WRITES_SECONDS = 2.0


class RedisLogs:
    """The logs of one process of several, which have the Redis at ``url`` in common.

    A log is known here for as long as somebody else keeps it. Nothing is asked of Redis until a
    log is opened or somebody listens; one that is away is no error, then or later. ``on_orphan`` is
    given the session and all updates of a reply whose process died, by the one that ends it.
    """

    are_shared = True

    def __init__(self, url: str, on_orphan: OnOrphan, timing: Timing | None = None) -> None:
        self._connection = RedisConnection(url, timing or Timing())
        self._on_orphan = on_orphan
        self._news = RedisNews(self._connection, self._heed, self._catch_up)
        self._logs: WeakValueDictionary[str, RedisLog] = WeakValueDictionary()
        self._teller = token_hex(8)
        self._listeners: list[tuple[Callable[[str], None], Callable[[], None]]] = []
        self._lock = Lock()
        self._is_listening = False

    def open(self, session_id: str, on_stop: Callable[[], None]) -> RedisLog:
        """Give the log of a session, which another process may have begun."""
        log = RedisLog(RedisSession(self._connection, session_id), on_stop, self._on_orphan)
        with self._lock:
            self._logs[session_id] = log
            self._hear_news()
        return log

    def listen(self, on_word: Callable[[str], None], on_gap: Callable[[], None]) -> None:
        """Have ``on_word`` called with each word that is told from now on, by any process.

        ``on_gap`` is called when Redis is there again: what was told meanwhile was not heard.
        """
        with self._lock:
            self._listeners.append((on_word, on_gap))
            self._hear_news()

    def tell(self, word: str) -> None:
        """Tell all processes a word; this one hears it whether or not Redis is there."""
        self._pass_on(word)
        with suppress(LogUnavailableError):
            self._connection.run(
                lambda: self._connection.client.publish(NEWS, f"word {self._teller} {word}")
            )

    def close(self) -> None:
        """Write what replies have ended with, if that can be done soon, and close all."""
        deadline = monotonic() + LAST_WRITES_SECONDS
        for log in self._open_logs():
            log.wait_until_written(max(deadline - monotonic(), 0))
        self._connection.closing.set()
        for log in self._open_logs():
            with log.news:
                log.news.notify_all()
        self._connection.close()

    def _heed(self, message: str) -> None:
        # The session's id comes last: there may be a space in it.
        kind, _, rest = message.partition(" ")
        if kind == "begun":
            log = self._log(rest)
            if log is not None:
                log.heed_begun()
        elif kind == "stop":
            token, _, session_id = rest.partition(" ")
            log = self._log(session_id)
            if log is not None:
                log.heed_stop(token)
        elif kind == "word":
            teller, _, word = rest.partition(" ")
            if teller != self._teller:
                self._pass_on(word)

    def _catch_up(self) -> None:
        for log in self._open_logs():
            log.heed_return()
        for _, on_gap in self._listeners:
            on_gap()

    def _hear_news(self) -> None:
        if not self._is_listening:
            self._is_listening = True
            self._news.start()

    def _pass_on(self, word: str) -> None:
        for on_word, _ in self._listeners:
            on_word(word)

    def _log(self, session_id: str) -> RedisLog | None:
        with self._lock:
            return self._logs.get(session_id)

    def _open_logs(self) -> list[RedisLog]:
        with self._lock:
            return list(self._logs.values())
