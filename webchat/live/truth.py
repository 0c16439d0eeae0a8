"""The truth: what upstream has stored, as a relay needs to know it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from webchat.client import EventDTO, EventSourceDTO, Flux0
from webchat.conversation import Change, Reply, completed, fold_stored
from webchat.errors import SessionsAPIError

logger = logging.getLogger(__name__)


class Truth:
    """Asks upstream what it stored in one session. No answer is no truth, and costs a log line.

    ``is_stored`` tells whether upstream was found to have the whole reply, and ``ended_at`` when it
    ended by what is stored.
    """

    def __init__(self, client: Flux0, session_id: str) -> None:
        self.is_stored = False
        self.ended_at: datetime | None = None
        self._client = client
        self._session_id = session_id

    def differences(self, correlation_id: str, reply: Reply) -> list[Change]:
        """Give what makes ``reply`` what upstream stored, and keep what it did not store."""
        stored = fold_stored(self._events(correlation_id=correlation_id))
        if not stored.parts:
            return []
        parts = completed(stored.parts, reply.parts)
        self.is_stored = parts == stored.parts
        if self.is_stored:
            self.ended_at = stored.ended_at
        return reply.take_over(replace(stored, parts=parts))

    def is_superseded(self, correlation_id: str) -> bool:
        """Tell whether a later message stands in the session, which ends this one's reply.

        Upstream then cancels the agent and leaves the stream open, silent for ever.
        """
        messages = self._events(source=EventSourceDTO.USER)
        ids = [event.correlation_id for event in messages]
        return correlation_id in ids and ids[-1] != correlation_id

    def _events(
        self, source: str | None = None, correlation_id: str | None = None
    ) -> tuple[EventDTO, ...]:
        try:
            return self._client.sessions.list_events(
                self._session_id, source=source, correlation_id=correlation_id
            ).data
        except SessionsAPIError as error:
            logger.warning("session %s: %s", self._session_id, error)
            return ()
