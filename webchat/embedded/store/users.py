"""The users: made when they are first seen."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from webchat.embedded.ids import new_id
from webchat.embedded.store import tables
from webchat.embedded.store.records import UserRecord

NAME = "Anonymous"


class Users:
    """The stored users."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def named(self, sub: str) -> UserRecord:
        """Find the user called ``sub``; make one if there is none."""
        user = self._find(sub)
        if user is not None:
            return user
        user = UserRecord(new_id(), sub, NAME, datetime.now(UTC))
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(tables.users).values(**vars(user)))
        except IntegrityError:
            # two first requests of one user at once: the other one made it
            return self.named(sub)
        return user

    def name_of(self, user_id: str) -> str:
        """Say how a user is called; the id itself if there is no such user."""
        query = select(tables.users.c.name).where(tables.users.c.id == user_id)
        with self._engine.connect() as connection:
            return str(connection.execute(query).scalar_one_or_none() or user_id)

    def _find(self, sub: str) -> UserRecord | None:
        query = select(tables.users).where(tables.users.c.sub == sub)
        with self._engine.connect() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else UserRecord(**row._mapping)
