"""The database connection: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.schema import CreateIndex, CreateTable

from webchat.embedded.store.tables import metadata
from webchat.errors import ConfigurationError

BUSY_TIMEOUT_MILLISECONDS = 10_000
CONNECT_TIMEOUT_SECONDS = 10
_POSTGRESQL_NAMES = ("postgres", "postgresql")
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (NoSuchModuleError, "the database URL names an unknown kind of database"),
    (ImportError, "the database URL names a driver that is not installed"),
    (OperationalError, "the database cannot be opened, or does not answer"),
    (OSError, "the folder of the database cannot be made"),
)


def open_engine(database_url: str) -> Engine:
    """Connect to the database and make the tables that it lacks.

    The folder of a SQLite file is made too. Raises ConfigurationError for a URL that cannot be
    used.
    """
    url = parse_database_url(database_url)
    try:
        engine = _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _engine(url)
        _create_tables(engine)
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise ConfigurationError(_reason(error)) from error
    return engine


def parse_database_url(database_url: str) -> URL:
    """Read a database URL; PostgreSQL is spoken to through psycopg, however it is spelt."""
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise ConfigurationError("the database URL cannot be parsed") from None
    if url.drivername in _POSTGRESQL_NAMES:
        return url.set(drivername="postgresql+psycopg")
    return url


def _reason(error: Exception) -> str:
    """Say what is wrong in words of our own: the error's may repeat the URL and its password."""
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason
    return f"the database cannot be used ({type(error).__name__})"


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "postgresql":
        return create_engine(url)
    return create_engine(url, connect_args={"connect_timeout": CONNECT_TIMEOUT_SECONDS})


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
