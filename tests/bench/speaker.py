"""An agent that says tokens at a true rate."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from threading import Event

from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import ScriptedUpstream

SLACK_SECONDS = 60.0
NOW = "¤"


class Speaker:
    """Answers a message of ``upstream`` with ``tokens``, ``rate`` a second.

    The place of NOW in a token is taken by the Unix time in milliseconds at which it is said.
    """

    def __init__(self, upstream: ScriptedUpstream, tokens: Sequence[str], rate: float) -> None:
        self.took_seconds = 0.0
        self.stamps = 0
        self._upstream = upstream
        self._tokens = tokens
        self._rate = rate
        self._is_over = Event()
        upstream.on_message = self._answer

    def wait(self) -> None:
        """Wait until all has been said."""
        assert self._is_over.wait(len(self._tokens) / self._rate + SLACK_SECONDS)

    def _answer(self, reply: ScriptedReply) -> None:
        started = time.monotonic()
        for token in self._at_rate():
            self.stamps += NOW in token
            reply.say(token.replace(NOW, f"{time.time() * 1_000:.3f}"))
        self.took_seconds = time.monotonic() - started
        self._upstream.store_reply(reply)
        reply.end()
        self._is_over.set()

    def _at_rate(self) -> Iterator[str]:
        # Each deadline is counted from the start, so that what is late does not slow the rest.
        start, never = time.monotonic(), Event()
        for number, token in enumerate(self._tokens):
            never.wait(start + number / self._rate - time.monotonic())
            yield token


def now_word() -> Callable[[], str]:
    """Make a source of words each of which tells when it is said."""
    return lambda: NOW
