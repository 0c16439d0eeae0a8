"""The news of all processes: which session a reply has begun in, and which one shall end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from redis.client import PubSub
from redis.exceptions import TimeoutError as RedisTimeoutError

from webchat.errors import LogUnavailableError
from webchat.live.log.redis_connection import RedisConnection
from webchat.live.log.redis_scripts import NEWS

logger = logging.getLogger(__name__)


class RedisNews:
    """Listens in a thread, on one connection, and comes back when that breaks.

    ``on_message`` is given each message; ``on_return`` is called whenever
    listening begins, since what was said before was not heard.
    """

    def __init__(
        self,
        connection: RedisConnection,
        on_message: Callable[[str], None],
        on_return: Callable[[], None],
    ) -> None:
        self._connection = connection
        self._timing = connection.timing
        self._on_message = on_message
        self._on_return = on_return

    def start(self) -> None:
        """Begin to listen."""
        self._connection.start_thread(self._run, "redis-news")

    def _run(self) -> None:
        delays = self._connection.delays()
        while not self._connection.closing.is_set():
            listening = PubSub(self._connection.listener.connection_pool)
            try:
                self._connection.run(partial(self._subscribe, listening))
                delays = self._connection.delays()
                self._on_return()
                self._listen(listening)
            except LogUnavailableError:
                delays.wait()
            # The edge of a thread: one message that fails must not be the last that is heard.
            except Exception:
                logger.exception("a message of another process failed")
                delays.wait()
            finally:
                listening.close()

    def _subscribe(self, listening: PubSub) -> None:
        listening.subscribe(NEWS)
        if listening.get_message(timeout=self._timing.answer) is None:
            raise RedisTimeoutError("no answer")

    def _listen(self, listening: PubSub) -> None:
        """Take messages until something seems to be wrong with Redis."""
        quiet_seconds = 0.0
        # If others found it away, listening begins anew: they may have given up meanwhile.
        while not self._connection.is_away and not self._connection.closing.is_set():
            message = self._connection.attend(
                lambda: listening.get_message(timeout=self._timing.pause)
            )
            if message is not None:
                quiet_seconds = 0.0
                if message["type"] == "message":
                    self._on_message(message["data"])
                continue
            quiet_seconds += self._timing.pause
            if quiet_seconds > 2 * self._timing.ping:
                # A connection that died without a word is silent for ever.
                return
            if quiet_seconds > self._timing.ping:
                self._connection.attend(listening.ping)
