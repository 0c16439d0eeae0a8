"""The hub: the channels of all sessions of this process."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Generic

from webchat.client import EventSourceDTO, EventTypeDTO, Flux0
from webchat.conversation import Reply, Turn, UserMessage, is_user_message, message_of
from webchat.errors import JournalError, ReplyRunningError, SessionsAPIError
from webchat.journal import Journal, JournaledReply
from webchat.live.channel import Channel
from webchat.live.channels import MAX_CHANNELS, Channels
from webchat.live.follower import Follower
from webchat.live.log import Logs
from webchat.live.patience import Patience
from webchat.live.relay import Relay
from webchat.live.relays import Relays
from webchat.live.session_lists import SessionLists
from webchat.live.truth import Truth
from webchat.live.views import ViewType
from webchat.live.watch import Watch

logger = logging.getLogger(__name__)


class Hub(Generic[ViewType]):
    """Finds the channel of a session and starts replies in it.

    ``make_view`` makes a view of a session in a language, which starts after a number. A reply
    fails when its stream is silent for ``silence_timeout`` seconds; ``make_patience`` says what
    shorter silence means. While a reply runs, and where upstream has not stored it, ``journal``
    keeps it. ``lists`` are the lists of sessions, which learn of each reply.
    """

    def __init__(
        self,
        make_view: Callable[[str, str, int], ViewType],
        logs: Logs,
        journal: Journal,
        silence_timeout: float,
        max_channels: int = MAX_CHANNELS,
        make_patience: Callable[[], Patience] = Patience,
    ) -> None:
        self.lists = SessionLists(journal, logs)
        self._logs = logs
        self._journal = journal
        self._silence_timeout = silence_timeout
        self._make_patience = make_patience
        self._relays = Relays()
        self._channels = Channels(
            lambda session_id: Channel(session_id, logs, partial(make_view, session_id)),
            max_channels,
        )

    def channel(self, session_id: str) -> Channel[ViewType]:
        """Give the channel of a session, made if there is none."""
        return self._channels.get(session_id)

    def follow(self, session_id: str, language: str) -> Follower[ViewType]:
        """Give a follower of a session, which has joined; use it as a context manager."""
        return Follower(self._channels.join(session_id, language), language)

    def start(self, session_id: str, text: str, client: Flux0) -> Turn:
        """Send a person's message upstream and begin to relay the reply.

        It returns when upstream has accepted the message. Raises ReplyRunningError if the session
        has a reply in progress, LeavingError if this process is about to end, and
        SessionsAPIError if upstream did not accept.
        """
        self._relays.refuse_if_closed()
        with self._channels.kept(session_id) as channel, ExitStack() as on_failure:
            channel.claim()
            on_failure.callback(channel.release)
            self._refuse_if_running_elsewhere(session_id, client)
            patient = client.with_silence_timeout(self._silence_timeout)
            stream = patient.sessions.create_event(
                session_id, type_=EventTypeDTO.MESSAGE, source=EventSourceDTO.USER, content=text
            )
            on_failure.callback(stream.cancel)
            turn = _accepted_turn(session_id, text, client)
            truth = Truth(client, session_id)
            tell_lists = partial(self.lists.tell, client)
            relay = Relay(
                channel, turn, stream, truth, self._journal, self._make_patience(), tell_lists
            )
            channel.begin(turn, relay.stop)
            on_failure.pop_all()
            self._relays.start(relay)
            tell_lists()
        return turn

    def journaled(self, session_id: str, client: Flux0) -> dict[str, JournaledReply]:
        """Give what the journal knows of a session's replies, by correlation id.

        A reply that another process relays is published here too, as far as it is journaled,
        where the log cannot tell of it. Without an answer of the journal nothing is known.
        """
        try:
            replies = self._journal.replies(session_id)
        except JournalError as error:
            logger.warning("session %s: %s", session_id, error)
            return {}
        if not self._logs.are_shared:
            truth = Truth(client, session_id)
            for reply in filter(self._is_elsewhere, replies.values()):
                Watch(self._journal, truth, self.channel(session_id), reply).start()
        return replies

    def is_awaiting(self, session_id: str) -> bool:
        """Tell whether the journal alone knows of a reply that runs in another process.

        So it is where Redis has lost the log and the process could not yet write it again, or
        never will.
        """
        if not self._logs.are_shared:
            return False
        try:
            is_running = bool(self._journal.running([session_id]))
            replies = self._journal.replies(session_id) if is_running else {}
        except JournalError as error:
            logger.warning("session %s: %s", session_id, error)
            return False
        channel = self.channel(session_id)
        return any(
            self._is_elsewhere(reply) and not channel.has_begun(identity)
            for identity, reply in replies.items()
        )

    def _refuse_if_running_elsewhere(self, session_id: str, client: Flux0) -> None:
        if any(map(self._is_elsewhere, self.journaled(session_id, client).values())):
            raise ReplyRunningError("a reply is running in another process")

    def _is_elsewhere(self, reply: JournaledReply) -> bool:
        return reply.is_running and reply.owner != self._journal.owner

    def leave(self) -> None:
        """Send all followers away, for good, and start no more replies."""
        self._relays.close()
        self._channels.dismiss()
        self.lists.dismiss()

    def finish(self, seconds: float) -> None:
        """Give the running replies ``seconds`` to end; what cannot is interrupted."""
        self._relays.finish(seconds)

    def close(self) -> None:
        """Interrupt what still runs and let go of the log and the journal."""
        self.leave()
        self.finish(0)
        self.lists.close()
        self._logs.close()
        self._journal.close()


def _accepted_turn(session_id: str, text: str, client: Flux0) -> Turn:
    """Ask upstream under which correlation id it stored the message it has just accepted.

    The stream does not hold the message and may be silent for long; stored events do, at once.
    Without that answer the turn gets an id of its own, and a reload shows upstream's.
    """
    try:
        events = client.sessions.list_events(session_id, source=EventSourceDTO.USER).data
    except SessionsAPIError as error:
        logger.warning("session %s: %s", session_id, error)
        events = ()
    for event in reversed(events):
        message = message_of(event)
        if is_user_message(event) and message.text == text:
            return Turn(event.correlation_id, message, Reply())
    return Turn(f"local-{secrets.token_hex(8)}", UserMessage(text), Reply())
