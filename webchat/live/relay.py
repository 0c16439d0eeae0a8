"""A relay: reads the upstream's stream of one reply to its end, whoever watches."""

from __future__ import annotations

import logging
from dataclasses import replace
from threading import Event, Lock, Thread
from typing import Any

from webchat.client import EventStream, SessionStream
from webchat.conversation import (
    Change,
    Ended,
    Replaced,
    Reply,
    StatusChanged,
    StreamedFold,
    Turn,
    TurnNamed,
    conclude,
    copy_of,
)
from webchat.errors import StreamError, StreamMalformedError, StreamStalledError
from webchat.live.channel import Channel
from webchat.live.keeper import Keeper
from webchat.live.patience import Patience
from webchat.live.pulse import Pulse
from webchat.live.truth import Truth

logger = logging.getLogger(__name__)

PULSE_SECONDS = 1.0
STILL_WAITING = "waiting"

CUT = "The connection to the agent broke off. What had arrived is kept."
STALLED = "The agent stopped answering. What had arrived is kept."
MALFORMED = "The agent's server sent something unreadable. What had arrived is kept."
BROKEN = "The reply could not be read to its end. What had arrived is kept."
SUPERSEDED = "The agent was sent another message from elsewhere, and left this one."


class Relay:
    """Reads ``stream`` in a thread of its own into the reply of ``turn``, and publishes it.

    Once a second it looks after what no event does: ``keeper`` keeps the reply in the journal,
    and ``patience`` says what silence means. ``truth`` tells what upstream stored.
    """

    def __init__(
        self,
        channel: Channel[Any],
        turn: Turn,
        stream: EventStream,
        truth: Truth,
        keeper: Keeper,
        patience: Patience,
    ) -> None:
        self.is_over = Event()
        self._channel = channel
        self._turn = Turn(turn.correlation_id, turn.message, Reply())
        self._stream = stream
        self._truth = truth
        self._keeper = keeper
        self._patience = patience
        self._reply = self._turn.reply
        self._verdict: Ended | None = None
        self._is_waiting = False
        self._kept = self._turn
        self._lock = Lock()
        self._is_changed = False

    def start(self) -> None:
        """Begin to read."""
        self._keeper.begin(self._kept)
        name = f"relay-{self._channel.session_id}"
        Thread(target=self._run, name=name, daemon=True).start()

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
        pulse = Pulse(f"pulse-{self._channel.session_id}", PULSE_SECONDS, self._beat)
        pulse.start()
        try:
            last = self._read()
        # The edge of a thread: whatever went wrong, a reply must not seem to run for ever.
        except Exception:
            logger.exception("relay of session %s failed", self._channel.session_id)
            last = [self._reply.end("failed", BROKEN)]
        pulse.stop()
        # In the journal first: a process that dies between the two leaves nothing that runs.
        self._keep_end()
        self._channel.end(self._turn.correlation_id, last)
        self.is_over.set()

    def _read(self) -> list[Change]:
        fold = StreamedFold(self._reply)
        try:
            with self._stream as stream:
                for event in stream:
                    self._learn_id(event)
                    with self._lock:
                        changes = fold.add(event)
                        self._is_changed = True
                    self._publish(changes)
        except StreamError as error:
            logger.warning("session %s: %s", self._channel.session_id, error)
            self._verdict = self._verdict or Ended("failed", _problem_of(error))
        if self._verdict is not None:
            return [self._reply.end(self._verdict.state, self._verdict.problem)]
        if self._reply.problem is not None:
            return [conclude(self._reply)]
        stored = self._truth.differing(self._kept.correlation_id, self._reply)
        if stored is not None:
            self._reply.parts = stored.parts
            return [Replaced(tuple(map(copy_of, stored.parts))), conclude(self._reply)]
        return [conclude(self._reply)]

    def _publish(self, changes: list[Change]) -> None:
        self._patience.hear()
        if self._is_waiting:
            self._is_waiting = False
            changes = [StatusChanged(self._reply.status), *changes]
        self._channel.publish(self._turn.correlation_id, changes)

    def _learn_id(self, event: SessionStream) -> None:
        """Note under which correlation id upstream has the turn, where that was not learnt."""
        real = getattr(event.data, "correlation_id", None)
        if real and real != self._kept.correlation_id:
            self._keeper.forget(self._kept)
            self._kept = Turn(real, self._turn.message, self._reply)
            self._keeper.begin(self._kept)
            self._channel.publish(self._turn.correlation_id, [TurnNamed(real)])

    def _beat(self) -> None:
        self._keep()
        match self._patience.silence(self._reply.problem is not None):
            case "after_error":
                # What the agent said about its error is the reply's problem already.
                self._stream.cancel()
            case "long" if self._truth.is_superseded(self._kept.correlation_id):
                self._give_up(Ended("interrupted", SUPERSEDED))
            case "long" if not self._is_waiting:
                self._is_waiting = True
                self._channel.publish(self._turn.correlation_id, [StatusChanged(STILL_WAITING)])

    def _keep(self) -> None:
        with self._lock:
            is_changed, self._is_changed = self._is_changed, False
            snapshot = _copy_of(self._kept) if is_changed else self._kept
        if is_changed:
            self._keeper.keep(snapshot)
        else:
            self._keeper.renew(snapshot)

    def _keep_end(self) -> None:
        if self._reply.state == "done" and self._truth.is_stored:
            self._keeper.forget(self._kept)
        else:
            self._keeper.keep(self._kept)


def _copy_of(turn: Turn) -> Turn:
    parts = [copy_of(part) for part in turn.reply.parts]
    return Turn(turn.correlation_id, turn.message, replace(turn.reply, parts=parts))


def _problem_of(error: StreamError) -> str:
    if isinstance(error, StreamStalledError):
        return STALLED
    return MALFORMED if isinstance(error, StreamMalformedError) else CUT
