"""Connections to the site's database: SQLite in a file, or PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, make_url, select
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError, SQLAlchemyError

from webchat.errors import ConfigurationError

BUSY_TIMEOUT_MILLISECONDS = 10_000
BUSY_INTERVAL_SECONDS = 0.02
CONNECT_TIMEOUT_SECONDS = 10
POSTGRESQL_LOCK = 0x7765_6263_6861_74  # any number of our own: "webchat"
_POSTGRESQL_NAMES = ("postgres", "postgresql")
_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (NoSuchModuleError, "the database URL names an unknown kind of database"),
    (ImportError, "the database URL names a driver that is not installed"),
    (OperationalError, "{database} cannot be opened, or does not answer"),
    (OSError, "the folder of the database cannot be made"),
)


def open_engine(database_url: str) -> Engine:
    """Connect to the database; the folder of a SQLite file is made too.

    Raises ConfigurationError for a URL that cannot be used.
    """
    url = parse_database_url(database_url)
    with refusing_what_cannot_be_used(_name_of(url, database_url)):
        engine = _sqlite_engine(url) if url.get_backend_name() == "sqlite" else _engine(url)
        engine.connect().close()
    return engine


def parse_database_url(database_url: str) -> URL:
    """Read a database URL; PostgreSQL is spoken to through psycopg, however it is spelt.

    Raises ConfigurationError.
    """
    try:
        url = make_url(database_url)
    except (ArgumentError, ValueError):  # the latter for a port that is no number
        raise ConfigurationError("the database URL cannot be parsed") from None
    if url.drivername in _POSTGRESQL_NAMES:
        return url.set(drivername="postgresql+psycopg")
    return url


def lock_schema(connection: Connection) -> None:
    """Keep other processes from making tables until the end of the transaction.

    PostgreSQL fails where two make the same at once, even if they first ask whether it exists.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(POSTGRESQL_LOCK)))
    elif connection.dialect.name == "sqlite":
        # the driver itself would begin only with the first row that is written
        connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def refusing_what_cannot_be_used(database: str = "the database") -> Iterator[None]:
    """Raise ConfigurationError for whatever a database fails with while it is made ready.

    One that does not answer is called ``database``.
    """
    try:
        yield
    except (SQLAlchemyError, ImportError, OSError) as error:
        raise ConfigurationError(_reason(error, database)) from error


def _name_of(url: URL, database_url: str) -> str:
    has_credentials = url.username is not None or url.password is not None
    # A password whose signs are not quoted is cut, and the rest of it taken for the host.
    if not url.host or database_url.count("@") != has_credentials:
        return "the database"
    host = f"[{url.host}]" if ":" in url.host else url.host
    return f"the database at {host}:{url.port}" if url.port else f"the database at {host}"


def _reason(error: Exception, database: str) -> str:
    """Say what is wrong in words of our own: the error's may repeat the URL and its password."""
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason.format(database=database)
    return f"the database cannot be used ({type(error).__name__})"


def _engine(url: URL) -> Engine:
    # messages are among the parameters of statements, and stay out of errors and logs
    if url.get_backend_name() != "postgresql":
        return create_engine(url, hide_parameters=True)
    options = {
        "connect_timeout": CONNECT_TIMEOUT_SECONDS,
        # a server that vanished without a word must not hold up whoever writes to it
        "tcp_user_timeout": CONNECT_TIMEOUT_SECONDS * 1000,
    }
    return create_engine(url, connect_args=options, hide_parameters=True, pool_pre_ping=True)


def _sqlite_engine(url: URL) -> Engine:
    # each thread has a connection of its own, and would see an empty database of its own
    if url.database in (None, "", ":memory:"):
        raise ConfigurationError("the database URL must name a file, not a database in memory")
    Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    options = {"timeout": BUSY_TIMEOUT_MILLISECONDS / 1000}
    engine = create_engine(url, connect_args=options, hide_parameters=True)
    event.listen(engine, "connect", _set_pragmas)
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MILLISECONDS}")
    _switch_to_wal(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _switch_to_wal(cursor: sqlite3.Cursor) -> None:
    # SQLite does not wait for a lock here, which another process that starts may hold.
    deadline = monotonic() + BUSY_TIMEOUT_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if monotonic() > deadline:
                raise
            sleep(BUSY_INTERVAL_SECONDS)
        else:
            return
