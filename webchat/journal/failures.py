"""What can go wrong in the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from webchat.errors import JournalError


@contextmanager
def reporting_failures() -> Iterator[None]:
    """Raise JournalError for whatever the database fails with."""
    try:
        yield
    except (SQLAlchemyError, UnicodeError) as error:
        # only its kind: the database's own words may repeat what it was given
        raise JournalError(f"the database failed ({type(error).__name__})") from None
