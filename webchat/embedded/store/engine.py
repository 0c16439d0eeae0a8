"""The database connection: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from webchat.embedded.store.tables import metadata
from webchat.errors import ConfigurationError

BUSY_TIMEOUT_MILLISECONDS = 10_000
_POSTGRESQL_NAMES = ("postgres", "postgresql")


def open_engine(database_url: str) -> Engine:
    """Connect to the database and make the tables that it lacks.

    The folder of a SQLite file is made too. Raises ConfigurationError for a URL that cannot be
    used.
    """
    url = parse_database_url(database_url)
    try:
        engine = _sqlite_engine(url) if url.get_backend_name() == "sqlite" else create_engine(url)
        _create_tables(engine)
    except (SQLAlchemyError, ImportError, OSError) as error:
        # The URL may hold a password: it is not repeated.
        reason = type(error).__name__
        raise ConfigurationError(f"the database of the URL cannot be used ({reason})") from error
    return engine


def parse_database_url(database_url: str) -> URL:
    """Read a database URL; PostgreSQL is spoken to through psycopg, however it is spelt."""
    try:
        url = make_url(database_url)
    except ArgumentError:
        raise ConfigurationError("the database URL cannot be parsed") from None
    if url.drivername in _POSTGRESQL_NAMES:
        return url.set(drivername="postgresql+psycopg")
    return url


def _sqlite_engine(url: URL) -> Engine:
    # each thread has a connection of its own, and would see an empty database of its own
    if url.database in (None, "", ":memory:"):
        raise ConfigurationError("the database URL must name a file, not a database in memory")
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_TIMEOUT_MILLISECONDS / 1000})
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the driver's own connection
    # the time-out first: the switch to WAL needs a lock that another process may hold
    for pragma in (
        f"busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}",
        "journal_mode = WAL",
        "synchronous = NORMAL",
        "foreign_keys = ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _create_tables(engine: Engine) -> None:
    # IF NOT EXISTS rather than look first: two processes may start on one new database
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            connection.execute(CreateTable(table, if_not_exists=True))
            for index in table.indexes:
                connection.execute(CreateIndex(index, if_not_exists=True))
