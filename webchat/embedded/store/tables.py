"""The tables.

Their names carry a prefix, since the database may hold other tables of the site.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from webchat.embedded.ids import ID_CHARACTERS


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time, read back in UTC also from a database that keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time zone back to what was stored in UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


metadata = MetaData()

users = Table(
    "embedded_users",
    metadata,
    Column("id", String(ID_CHARACTERS), primary_key=True),
    Column("sub", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

agents = Table(
    "embedded_agents",
    metadata,
    Column("id", String(ID_CHARACTERS), primary_key=True),
    Column("type", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("description", Text),
    Column("created_at", UtcDateTime, nullable=False),
)

sessions = Table(
    "embedded_sessions",
    metadata,
    Column("id", String(ID_CHARACTERS), primary_key=True),
    Column("agent_id", ForeignKey(agents.c.id), nullable=False),
    Column("user_id", ForeignKey(users.c.id), nullable=False, index=True),
    Column("title", Text),
    Column("event_count", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

events = Table(
    "embedded_events",
    metadata,
    Column("session_id", ForeignKey(sessions.c.id), primary_key=True),
    Column("offset", Integer, primary_key=True, autoincrement=False),
    Column("id", String(ID_CHARACTERS), nullable=False),
    Column("correlation_id", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("deleted", Boolean, nullable=False),
    Column("metadata", JSON(none_as_null=True)),
    Column("created_at", UtcDateTime, nullable=False),
)
