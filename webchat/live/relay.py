"""A relay: reads the upstream's stream of one reply to its end, whoever watches."""

from __future__ import annotations

import logging
from threading import Thread
from typing import Any

from webchat.client import EventStream, Flux0, SessionStream
from webchat.conversation import (
    Change,
    Replaced,
    Reply,
    StreamedFold,
    Turn,
    conclude,
    fold_stored,
)
from webchat.errors import (
    SessionsAPIError,
    StreamError,
    StreamMalformedError,
    StreamStalledError,
)
from webchat.live.channel import Channel

logger = logging.getLogger(__name__)

CUT = "The connection to the agent broke off. What had arrived is kept."
STALLED = "The agent stopped answering. What had arrived is kept."
MALFORMED = "The agent's server sent something unreadable. What had arrived is kept."
BROKEN = "The reply could not be read to its end. What had arrived is kept."


class Relay:
    """Reads ``stream`` in a thread of its own into the reply of ``turn``, and publishes it.

    ``client`` asks, once the stream is over, for what upstream stored of the reply: that is the
    truth where the two differ.
    """

    def __init__(
        self, channel: Channel[Any], turn: Turn, stream: EventStream, client: Flux0
    ) -> None:
        self._channel = channel
        self._turn = turn
        self._stream = stream
        self._client = client
        self._reply = Reply()
        self._is_stopping = False
        self._real_id = turn.correlation_id

    def start(self) -> None:
        """Begin to read."""
        name = f"relay-{self._channel.session_id}"
        Thread(target=self._run, name=name, daemon=True).start()

    def stop(self) -> None:
        """End the reply as stopped; upstream cancels its agent when its reader goes away."""
        self._is_stopping = True
        self._stream.cancel()

    def _run(self) -> None:
        try:
            last = self._read()
        # The edge of a thread: whatever went wrong, a reply must not seem to run for ever.
        except Exception:
            logger.exception("relay of session %s failed", self._channel.session_id)
            last = [self._reply.end("failed", BROKEN)]
        self._channel.end(self._turn.correlation_id, last)

    def _read(self) -> list[Change]:
        fold = StreamedFold(self._reply)
        try:
            with self._stream as stream:
                for event in stream:
                    self._learn_id(event)
                    self._channel.publish(self._turn.correlation_id, fold.add(event))
        except StreamError as error:
            logger.warning("session %s: %s", self._channel.session_id, error)
            return [self._reply.end("failed", _problem_of(error))]
        if self._is_stopping:
            return [self._reply.end("stopped")]
        replaced = self._compare_with_stored() if self._reply.problem is None else []
        return [*replaced, conclude(self._reply)]

    def _learn_id(self, event: SessionStream) -> None:
        """Note under which correlation id upstream has the turn, where that was not learnt."""
        real = getattr(event.data, "correlation_id", None)
        if real and real != self._real_id:
            self._real_id = real
            self._channel.note_alias(real, self._turn.correlation_id)

    def _compare_with_stored(self) -> list[Change]:
        try:
            events = self._client.sessions.list_events(
                self._channel.session_id, correlation_id=self._real_id
            )
        except SessionsAPIError as error:
            logger.warning("session %s: %s", self._channel.session_id, error)
            return []
        stored = fold_stored(event for event in events.data if event.source != "user")
        if not stored.parts or stored.parts == self._reply.parts:
            return []
        return [Replaced(tuple(stored.parts))]


def _problem_of(error: StreamError) -> str:
    if isinstance(error, StreamStalledError):
        return STALLED
    return MALFORMED if isinstance(error, StreamMalformedError) else CUT
