"""The sessions."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from webchat.embedded.ids import new_id
from webchat.embedded.store import tables
from webchat.embedded.store.events import append
from webchat.embedded.store.records import Draft, SessionRecord

_COLUMNS = [column for column in tables.sessions.c if column.name != "event_count"]


class SessionExistsError(Exception):
    """There is a session of this id already."""


class Sessions:
    """The stored sessions."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def create(
        self,
        *,
        agent_id: str,
        user_id: str,
        id: str | None = None,
        title: str | None = None,
        greeting: Draft | None = None,
    ) -> SessionRecord:
        """Store a session, with the greeting as its first event; raises SessionExistsError."""
        session = SessionRecord(id or new_id(), agent_id, user_id, title, datetime.now(UTC))
        try:
            with self._engine.begin() as connection:
                values = {**vars(session), "event_count": 0}
                connection.execute(insert(tables.sessions).values(values))
                if greeting is not None:
                    append(connection, session.id, greeting)
        except IntegrityError:
            raise SessionExistsError(session.id) from None
        return session

    def find(self, session_id: str) -> SessionRecord | None:
        """Find the session of exactly this id."""
        query = select(*_COLUMNS).where(tables.sessions.c.id == session_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else SessionRecord(**row._mapping)

    def of_user(self, user_id: str, *, agent_id: str | None = None) -> list[SessionRecord]:
        """List the sessions of a user, the oldest first; with an agent, only those with it."""
        query = select(*_COLUMNS).where(tables.sessions.c.user_id == user_id)
        if agent_id is not None:
            query = query.where(tables.sessions.c.agent_id == agent_id)
        query = query.order_by(tables.sessions.c.created_at, tables.sessions.c.id)
        with self._engine.connect() as connection:
            return [SessionRecord(**row._mapping) for row in connection.execute(query)]
