"""The database of the store, with its tables."""

from __future__ import annotations

from sqlalchemy import Engine
from sqlalchemy.schema import CreateIndex, CreateTable

from webchat.database import lock_schema, open_engine, refusing_what_cannot_be_used
from webchat.embedded.store.tables import metadata


def open_store_engine(database_url: str) -> Engine:
    """Connect to the database and make the tables that it lacks.

    Raises ConfigurationError for a database that cannot be used.
    """
    engine = open_engine(database_url)
    with refusing_what_cannot_be_used():
        _create_tables(engine)
    return engine


def _create_tables(engine: Engine) -> None:
    with engine.begin() as connection:
        lock_schema(connection)
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
