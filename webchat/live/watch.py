"""A watch: follows through the journal a reply that another process relays."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from webchat.conversation import (
    Change,
    Ended,
    Part,
    Replaced,
    Reply,
    StatusChanged,
    Turn,
    copy_of,
)
from webchat.errors import JournalError
from webchat.journal import Journal, JournaledReply
from webchat.live.channel import Channel
from webchat.live.pulse import Pulse
from webchat.live.truth import Truth

logger = logging.getLogger(__name__)

WATCH_SECONDS = 1.0


class Watch:
    """Publishes in ``channel`` what the journal tells of ``reply``, once a second, to its end.

    It is what is left where processes share no log: while an old process finishes its replies
    beside a new one, or when one has died, until its lease has run out.
    """

    def __init__(
        self, journal: Journal, truth: Truth, channel: Channel[Any], reply: JournaledReply
    ) -> None:
        self._journal = journal
        self._truth = truth
        self._channel = channel
        self._turn = reply.turn
        self._parts: Sequence[Part] = ()
        self._status = ""
        name = f"watch-{channel.session_id}"
        self._pulse = Pulse(name, WATCH_SECONDS, self._look)

    def start(self) -> None:
        """Begin the turn here, unless it has been, and go on looking."""
        if self._channel.adopt(self._turn):
            self._show(self._turn)
            self._pulse.start()

    def _look(self) -> None:
        try:
            replies = self._journal.replies(self._channel.session_id)
        except JournalError as error:
            logger.warning("session %s: %s", self._channel.session_id, error)
            return
        found = replies.get(self._turn.correlation_id)
        if found is not None:
            self._show(found.turn)
        if found is None or not found.is_running:
            self._end(found)

    def _show(self, turn: Turn) -> None:
        if turn.reply.parts != self._parts:
            self._parts = turn.reply.parts
            self._publish(Replaced(tuple(self._parts)))
        if turn.reply.status != self._status:
            self._status = turn.reply.status
            self._publish(StatusChanged(self._status))

    def _end(self, found: JournaledReply | None) -> None:
        self._pulse.stop()
        if found is not None:
            reply = found.turn.reply
            self._publish(Ended(reply.state, reply.problem, reply.ended_at))
            return
        # What is no longer journaled was stored upstream, whole: the rest of it is there.
        shown = Reply([copy_of(part) for part in self._parts])
        for difference in self._truth.differences(self._turn.correlation_id, shown):
            self._publish(difference)
        self._publish(Ended("done", None, self._truth.ended_at))

    def _publish(self, change: Change) -> None:
        self._channel.publish(self._turn.correlation_id, [change])
