"""The tables as they are after the last migration.

Their names carry a prefix, since the database may hold other tables. Times are in seconds of UTC
since 1970.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, MetaData, Table, Text

metadata = MetaData()

replies = Table(
    "webchat_replies",
    metadata,
    Column("session_id", Text, primary_key=True),
    Column("correlation_id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("turn", Text, nullable=False),
    Column("created_at", Double, nullable=False),
    Column("renewed_at", Double, nullable=False),
)

submissions = Table(
    "webchat_submissions",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("submission_id", Text, primary_key=True),
    Column("session_id", Text),
    Column("state", Text, nullable=False),
    Column("created_at", Double, nullable=False),
)
