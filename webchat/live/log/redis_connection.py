"""The connection to Redis, which may be away at any time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from secrets import SystemRandom
from threading import Event, Lock, Thread
from time import monotonic
from typing import TypeVar

from redis import Redis
from redis.backoff import NoBackoff
from redis.commands.core import Script
from redis.exceptions import RedisError
from redis.retry import Retry

from webchat.errors import ConfigurationError, LogUnavailableError
from webchat.live.log.redis_timing import Timing

logger = logging.getLogger(__name__)

# One is in use for each reply that is read from Redis at the moment.
MAX_CONNECTIONS = 10_000
CLOSE_SECONDS = 5.0
FIRST_DELAY_SECONDS = 0.02

ResultType = TypeVar("ResultType")


class RedisConnection:
    """Runs commands, and does not wait where Redis is known to be away.

    ``client`` is for commands that are answered at once, ``listener`` for those that wait for
    what others write. ``closing`` is set when this process lets go of Redis.
    """

    def __init__(self, url: str, timing: Timing) -> None:
        self.timing = timing
        self.closing = Event()
        self.client = _client(url, timing.answer, timing.answer)
        self.listener = _client(url, timing.answer, timing.silence + timing.answer)
        self.place = _place(self.client)
        self._scripts: dict[str, Script] = {}
        self._lock = Lock()
        self._threads: list[Thread] = []
        self._is_away = False
        self._next_attempt = 0.0

    @property
    def is_away(self) -> bool:
        """Whether Redis was away when it was last asked."""
        return self._is_away

    def run(self, command: Callable[[], ResultType]) -> ResultType:
        """Ask Redis something; raises LogUnavailableError, at once if it was just found away."""
        self._check_in()
        result = self.attend(command)
        self._note_presence()
        return result

    def attend(self, command: Callable[[], ResultType]) -> ResultType:
        """Do what tells that Redis is away, but not that it is there, as to wait for a message."""
        try:
            return command()
        except RedisError as error:
            self._note_absence(error)
            raise LogUnavailableError(f"Redis at {self.place} is away") from error

    def script(self, text: str) -> Script:
        """Give a script to be called with its keys and arguments, inside ``run``."""
        if text not in self._scripts:
            self._scripts[text] = self.client.register_script(text)
        return self._scripts[text]

    def delays(self) -> Delays:
        """Give the waits between attempts at something that has to be done."""
        return Delays(self.closing, self.timing.pause)

    def start_thread(self, run: Callable[[], None], name: str) -> None:
        """Run something in a thread, which has to end soon after ``closing`` is set."""
        thread = Thread(target=run, name=name, daemon=True)
        with self._lock:
            self._threads = [each for each in self._threads if each.is_alive()]
            thread.start()
            self._threads.append(thread)

    def close(self) -> None:
        """Close every connection, once nothing waits for Redis any more."""
        self.closing.set()
        for thread in self._threads:
            thread.join(CLOSE_SECONDS)
        self.client.close()
        self.listener.close()

    def _check_in(self) -> None:
        with self._lock:
            is_too_early = self._is_away and monotonic() < self._next_attempt
            if is_too_early or self.closing.is_set():
                raise LogUnavailableError(f"Redis at {self.place} is away")
            # One goes and looks; to the others Redis is away until it is back.
            self._next_attempt = monotonic() + self.timing.answer + self.timing.pause

    def _note_absence(self, error: RedisError) -> None:
        with self._lock:
            was_away, self._is_away = self._is_away, True
            self._next_attempt = monotonic() + self.timing.pause
        if not was_away and not self.closing.is_set():
            # The kind only: what the error says may hold the URL.
            kind = type(error).__name__
            logger.warning(
                "Redis at %s is away (%s): until it is back, messages are refused", self.place, kind
            )

    def _note_presence(self) -> None:
        with self._lock:
            was_away, self._is_away = self._is_away, False
        if was_away:
            logger.warning("Redis at %s is back", self.place)


class Delays:
    """Waits between attempts: longer each time up to ``longest`` seconds, none like another's."""

    def __init__(self, closing: Event, longest: float) -> None:
        self._closing = closing
        self._longest = longest
        self._next = FIRST_DELAY_SECONDS

    def wait(self) -> None:
        """Wait; it returns early when all is closed."""
        # Processes that lost Redis together must not all come back in one moment.
        self._closing.wait(self._next * SystemRandom().uniform(0.5, 1.0))
        self._next = min(self._next * 2, self._longest)


def _client(url: str, connect_timeout: float, timeout: float) -> Redis:
    try:
        return Redis.from_url(
            url,
            protocol=2,
            decode_responses=True,
            socket_connect_timeout=connect_timeout,
            socket_timeout=timeout,
            # Whoever asks knows better whether to try again.
            retry=Retry(NoBackoff(), 0),
            max_connections=MAX_CONNECTIONS,
        )
    except ValueError:
        raise ConfigurationError("the URL of Redis cannot be parsed") from None


def _place(client: Redis) -> str:
    """Name host and port, but no password."""
    options = client.connection_pool.connection_kwargs
    if "path" in options:
        return str(options["path"])
    return f"{options.get('host', 'localhost')}:{options.get('port', 6379)}"
