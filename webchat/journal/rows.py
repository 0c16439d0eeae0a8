"""Rows that are found by their keys."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, Engine, Table, and_, insert, update
from sqlalchemy.exc import IntegrityError

LONGEST_KEY_CHARACTERS = 200
_DIGEST_PREFIX = "sha256:"

Values = Mapping[str, Any]


def key_of(identity: str) -> str:
    """Give the text that stands for ``identity`` in a key: itself, or else a digest.

    Ids come from upstream and from browsers. PostgreSQL takes no zero character and no long
    text into a key, and no database takes half a surrogate pair.
    """
    is_plain = identity.isascii() and identity.isprintable()
    is_short = len(identity) <= LONGEST_KEY_CHARACTERS
    if is_plain and is_short and not identity.startswith(_DIGEST_PREFIX):
        return identity
    return _DIGEST_PREFIX + sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()


def has_key(table: Table, key: Values) -> ColumnElement[bool]:
    """Give the condition that a row of ``table`` has this key."""
    return and_(*(table.c[name] == value for name, value in key.items()))


def put(engine: Engine, table: Table, key: Values, values: Values, first: Values) -> None:
    """Change the row of ``key`` to ``values``; if there is none, insert it with ``first`` too."""
    if _change(engine, table, key, values):
        return
    if not add(engine, table, {**key, **first, **values}):
        # another process added the row between the two
        _change(engine, table, key, values)


def add(engine: Engine, table: Table, values: Values) -> bool:
    """Insert a row; False if there is one of its key."""
    try:
        with engine.begin() as connection:
            connection.execute(insert(table).values(**values))
    except IntegrityError:
        return False
    return True


def _change(engine: Engine, table: Table, key: Values, values: Values) -> bool:
    with engine.begin() as connection:
        changed = connection.execute(update(table).where(has_key(table, key)).values(**values))
    return changed.rowcount > 0
