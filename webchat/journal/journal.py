"""The replies that upstream has not stored whole, with the processes that relay them."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Engine, Row, delete, select, update

from webchat.conversation import Turn
from webchat.conversation.encoded import decode_turn, encode_turn
from webchat.errors import DecodingError
from webchat.journal.failures import reporting_failures
from webchat.journal.rows import Values, has_key, key_of, put
from webchat.journal.tables import replies

LEASE_SECONDS = 10.0

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class JournaledReply:
    """A turn as it was journaled last by the process ``owner``.

    ``is_running`` tells that the reply is streaming and that its process has said so lately.
    """

    turn: Turn
    owner: str
    is_running: bool


class Journal:
    """The replies of all processes; what is written is written in the name of one, ``owner``.

    A reply that is streaming and was not renewed for ``lease_seconds`` has lost its process.
    All methods raise JournalError.
    """

    def __init__(
        self,
        engine: Engine,
        owner: str | None = None,
        lease_seconds: float = LEASE_SECONDS,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self.owner = owner or token_hex(8)
        self._engine = engine
        self._lease_seconds = lease_seconds
        self._clock = clock

    def begin(self, session_id: str, turn: Turn) -> None:
        """Keep a turn as a new one, in the place of one of the same correlation id."""
        now = self._clock()
        self._put(session_id, turn, {"renewed_at": now, "created_at": now}, {})

    def checkpoint(self, session_id: str, turn: Turn) -> None:
        """Keep a turn as it is now, whether or not it was begun here; renews its lease.

        The owner knows best: this also overrules another process that took it for dead.
        """
        now = self._clock()
        self._put(session_id, turn, {"renewed_at": now}, {"created_at": now})

    def renew(self, session_id: str, correlation_id: str) -> None:
        """Say that a reply of this process is still streaming, unless it was marked meanwhile."""
        statement = update(replies).where(
            has_key(replies, _key(session_id, correlation_id)),
            replies.c.owner == self.owner,
            replies.c.state == "streaming",
        )
        with reporting_failures(), self._engine.begin() as connection:
            connection.execute(statement.values(renewed_at=self._clock()))

    def forget(self, session_id: str, correlation_id: str) -> None:
        """Drop a reply, since upstream has stored it whole."""
        statement = delete(replies).where(has_key(replies, _key(session_id, correlation_id)))
        with reporting_failures(), self._engine.begin() as connection:
            connection.execute(statement)

    def replies(self, session_id: str) -> dict[str, JournaledReply]:
        """Give the replies of a session by their correlation ids, oldest first.

        Those that have lost their process are marked as interrupted first, for everyone. One
        that cannot be read, perhaps of another version, is left out and logged.
        """
        with reporting_failures():
            rows = self._rows(session_id)
            earliest = self._clock() - self._lease_seconds
            # looking first: a page that is read should not wait for the right to write
            if any(row.state == "streaming" and row.renewed_at < earliest for row in rows):
                self._mark_interrupted(session_id, earliest)
                rows = self._rows(session_id)
        read = [reply for row in rows if (reply := _journaled(row))]
        return {reply.turn.correlation_id: reply for reply in read}

    def running(self, session_ids: Iterable[str]) -> set[str]:
        """Name those of the sessions in which a reply is streaming, in whatever process."""
        keys = {key_of(session_id): session_id for session_id in session_ids}
        query = select(replies.c.session_id).where(
            replies.c.session_id.in_(keys),
            replies.c.state == "streaming",
            replies.c.renewed_at >= self._clock() - self._lease_seconds,
        )
        with reporting_failures(), self._engine.connect() as connection:
            return {keys[key] for key in connection.scalars(query)}

    def close(self) -> None:
        """Let go of the database's idle connections."""
        self._engine.dispose()

    def _put(self, session_id: str, turn: Turn, times: Values, first: Values) -> None:
        values = {
            "owner": self.owner,
            "state": turn.reply.state,
            "turn": json.dumps(encode_turn(turn), separators=(",", ":")),
            **times,
        }
        with reporting_failures():
            put(self._engine, replies, _key(session_id, turn.correlation_id), values, first)

    def _rows(self, session_id: str) -> Sequence[Row[Any]]:
        query = select(replies).where(replies.c.session_id == key_of(session_id))
        with self._engine.connect() as connection:
            ordered = query.order_by(replies.c.created_at, replies.c.correlation_id)
            return connection.execute(ordered).all()

    def _mark_interrupted(self, session_id: str, earliest: float) -> None:
        statement = update(replies).where(
            replies.c.session_id == key_of(session_id),
            replies.c.state == "streaming",
            replies.c.renewed_at < earliest,
        )
        with self._engine.begin() as connection:
            connection.execute(statement.values(state="interrupted"))


def _key(session_id: str, correlation_id: str) -> dict[str, str]:
    return {"session_id": key_of(session_id), "correlation_id": key_of(correlation_id)}


def _journaled(row: Row[Any]) -> JournaledReply | None:
    try:
        turn = decode_turn(json.loads(row.turn))
    except (ValueError, DecodingError) as error:
        logger.warning("a journaled reply cannot be read (%s)", type(error).__name__)
        return None
    # the column wins: another process marks it without touching the text
    turn.reply.state = row.state
    if row.state != "streaming" and turn.reply.ended_at is None:
        # Of a process that died, or knew of no ends: nothing was heard of the reply after this.
        turn.reply.ended_at = datetime.fromtimestamp(row.renewed_at, UTC)
    return JournaledReply(turn, row.owner, row.state == "streaming")
