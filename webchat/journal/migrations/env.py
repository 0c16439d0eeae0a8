"""The environment of the migrations: one open connection, which is given."""

from __future__ import annotations

from alembic import context

from webchat.journal.tables import metadata

VERSION_TABLE = "webchat_journal_version"

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
)
with context.begin_transaction():
    context.run_migrations()
