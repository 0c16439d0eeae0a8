"""The schema of the journal's tables, brought up to date when a process starts."""

from __future__ import annotations

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Engine

from webchat.database import lock_schema, open_engine, refusing_what_cannot_be_used
from webchat.errors import ConfigurationError

MIGRATIONS = "webchat.journal:migrations"

# Alembic keeps the migration that is under way in a global
_in_this_process = Lock()


def open_journal(database_url: str) -> Engine:
    """Connect to the database and bring the journal's tables up to date.

    Raises ConfigurationError for a database that cannot be used.
    """
    engine = open_engine(database_url)
    try:
        with refusing_what_cannot_be_used():
            upgrade(engine)
    except ConfigurationError:
        engine.dispose()
        raise
    return engine


def upgrade(engine: Engine) -> None:
    """Run the migrations that the database lacks; other processes wait for this one to end."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    with _in_this_process, engine.begin() as connection:
        lock_schema(connection)
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError:
            # its tables are at a version that is not among ours
            reason = "the database was used by a newer version of webchat"
            raise ConfigurationError(reason) from None
