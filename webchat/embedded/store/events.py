"""The events of sessions, numbered without a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, insert, select, update

from webchat.embedded.ids import new_id
from webchat.embedded.store import tables
from webchat.embedded.store.records import Draft, EventRecord

_COLUMNS = [column for column in tables.events.c if column.name != "session_id"]


@dataclass(frozen=True)
class Filter:
    """Which events of a session to list; what is None or empty does not restrict."""

    min_offset: int | None = None
    source: str | None = None
    correlation_id: str | None = None
    types: Sequence[str] = ()


class Events:
    """The stored events."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, session_id: str, draft: Draft) -> EventRecord:
        """Store an event at the end of a session that exists."""
        with self._engine.begin() as connection:
            return append(connection, session_id, draft)

    def of_session(self, session_id: str, wanted: Filter) -> list[EventRecord]:
        """List the events of a session in their order."""
        table = tables.events.c
        query = select(*_COLUMNS).where(table.session_id == session_id).order_by(table.offset)
        if wanted.min_offset is not None:
            query = query.where(table.offset >= wanted.min_offset)
        if wanted.source is not None:
            query = query.where(table.source == wanted.source)
        if wanted.correlation_id is not None:
            query = query.where(table.correlation_id == wanted.correlation_id)
        if wanted.types:
            query = query.where(table.type.in_(wanted.types))
        with self._engine.connect() as connection:
            return [EventRecord(**row._mapping) for row in connection.execute(query)]


def append(connection: Connection, session_id: str, draft: Draft) -> EventRecord:
    """Store an event in the transaction of ``connection``."""
    # counting up the session's row first also locks it: no two events get one offset
    count = (
        update(tables.sessions)
        .where(tables.sessions.c.id == session_id)
        .values(event_count=tables.sessions.c.event_count + 1)
        .returning(tables.sessions.c.event_count)
    )
    event = EventRecord(
        id=new_id(),
        offset=connection.execute(count).scalar_one() - 1,
        deleted=False,
        created_at=datetime.now(UTC),
        **vars(draft),
    )
    connection.execute(insert(tables.events).values(session_id=session_id, **vars(event)))
    return event
