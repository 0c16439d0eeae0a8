"""A relay: reads the upstream's stream of one reply to its end, whoever watches."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event, Lock, Thread
from typing import Any

from webchat.client import EventStream, SessionStream
from webchat.conversation import (
    Change,
    Ended,
    Reply,
    ReplyState,
    StatusChanged,
    StreamedFold,
    Turn,
    TurnNamed,
    conclude,
)
from webchat.errors import StreamError, StreamMalformedError, StreamStalledError
from webchat.journal import Journal
from webchat.languages import translatable
from webchat.live.channel import Channel
from webchat.live.keeper import Keeper
from webchat.live.patience import Patience
from webchat.live.pulse import Pulse
from webchat.live.truth import Truth

logger = logging.getLogger(__name__)

PULSE_SECONDS = 1.0
STILL_WAITING = "waiting"

CUT = translatable("The connection to the agent broke off.")
STALLED = translatable("The agent stopped answering.")
MALFORMED = translatable("The agent’s server sent something unreadable.")
BROKEN = translatable("The reply could not be read to its end.")
SUPERSEDED = translatable("The agent was sent another message from elsewhere, and left this one.")


class Relay:
    """Reads ``stream`` in a thread of its own into the reply of ``turn``, and publishes it.

    Once a second it looks after what no event does: the reply is kept in ``journal``, and
    ``patience`` says what silence means. ``truth`` tells what upstream stored. ``on_over`` is
    called when all is done.
    """

    def __init__(
        self,
        channel: Channel[Any],
        turn: Turn,
        stream: EventStream,
        truth: Truth,
        journal: Journal,
        patience: Patience,
        on_over: Callable[[], None],
    ) -> None:
        self.is_over = Event()
        self._channel = channel
        self._turn = replace(turn, reply=Reply())
        self._reply = self._turn.reply
        self._stream = stream
        self._truth = truth
        self._patience = patience
        self._on_over = on_over
        # Guards the reply, and that its changes are published in their order.
        self._growing = Lock()
        self._keeper = Keeper(journal, channel.session_id, self._turn, self._growing)
        self._pulse = Pulse(f"pulse-{channel.session_id}", PULSE_SECONDS, self._beat)
        self._verdict: Ended | None = None
        self._is_waiting = False

    def start(self) -> None:
        """Begin to read."""
        self._keeper.begin()
        try:
            self._pulse.start()
            Thread(target=self._run, name=f"relay-{self._channel.session_id}", daemon=True).start()
        except RuntimeError:
            # There are no more threads to be had, and upstream has accepted the message.
            logger.exception("relay of session %s cannot start", self._channel.session_id)
            self._stream.cancel()
            self._end([self._end_reply("failed", BROKEN)])

    def stop(self) -> None:
        """End the reply as stopped; upstream cancels its agent when its reader goes away."""
        self._give_up(Ended("stopped", None))

    def interrupt(self) -> None:
        """End the reply as interrupted, because this process has to go."""
        self._give_up(Ended("interrupted", None))

    def _give_up(self, verdict: Ended) -> None:
        self._verdict = self._verdict or verdict
        self._stream.cancel()

    def _run(self) -> None:
        try:
            last = self._read()
        # The edge of a thread: whatever went wrong, a reply must not seem to run for ever.
        except Exception:
            logger.exception("relay of session %s failed", self._channel.session_id)
            last = [self._end_reply("failed", BROKEN)]
        self._end(last)

    def _end(self, last: list[Change]) -> None:
        self._pulse.stop()
        # In the journal first: a process that dies between the two leaves nothing that runs.
        self._keeper.end(is_stored=self._truth.is_stored)
        with self._growing:
            self.is_over.set()
            self._channel.end(self._turn.correlation_id, last)
        self._on_over()

    def _read(self) -> list[Change]:
        fold = StreamedFold(self._reply, self._began_at())
        try:
            with self._stream as stream:
                for event in stream:
                    self._learn_id(event)
                    with self._growing:
                        self._publish(fold.add(event))
                        self._keeper.note_change()
        except StreamError as error:
            logger.warning("session %s: %s", self._channel.session_id, error)
            if self._reply.problem is None:
                self._verdict = self._verdict or Ended("failed", _problem_of(error))
        if self._verdict is not None:
            return [self._end_reply(self._verdict.state, self._verdict.problem)]
        return self._conclusion()

    def _began_at(self) -> float | None:
        message = self._turn.message
        return message.created_at.timestamp() if message and message.created_at else None

    def _conclusion(self) -> list[Change]:
        if self._reply.problem is not None:
            return [conclude(self._reply, datetime.now(UTC))]
        differences = self._truth.differences(self._keeper.correlation_id, self._reply)
        # Whoever loads the page later is told by upstream, which has its own clock.
        return [*differences, conclude(self._reply, self._truth.ended_at or datetime.now(UTC))]

    def _end_reply(self, state: ReplyState, problem: str | None) -> Ended:
        return self._reply.end(state, problem, datetime.now(UTC))

    def _publish(self, changes: list[Change]) -> None:
        self._patience.hear()
        if self._is_waiting:
            self._is_waiting = False
            changes = [StatusChanged(self._reply.status), *changes]
        self._channel.publish(self._turn.correlation_id, changes)

    def _learn_id(self, event: SessionStream) -> None:
        """Note under which correlation id upstream has the turn, where that was not learnt."""
        real = getattr(event.data, "correlation_id", None)
        if real and real != self._keeper.correlation_id:
            self._keeper.rename(real)
            self._channel.publish(self._turn.correlation_id, [TurnNamed(real)])

    def _beat(self) -> None:
        self._keeper.keep()
        with self._growing:
            silence = self._patience.silence(self._reply.problem is not None)
            if silence == "long":
                self._say_waiting()
        if silence == "after_error":
            # What the agent said about its error is the reply's problem already.
            self._stream.cancel()
        if silence == "long" and self._truth.is_superseded(self._keeper.correlation_id):
            with self._growing:
                is_silent = self._is_waiting
            if is_silent:
                self._give_up(Ended("interrupted", SUPERSEDED))

    def _say_waiting(self) -> None:
        if not self._is_waiting and not self.is_over.is_set():
            self._is_waiting = True
            self._channel.publish(self._turn.correlation_id, [StatusChanged(STILL_WAITING)])


def _problem_of(error: StreamError) -> str:
    if isinstance(error, StreamStalledError):
        return STALLED
    return MALFORMED if isinstance(error, StreamMalformedError) else CUT
