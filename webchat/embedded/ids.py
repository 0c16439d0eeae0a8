"""Identifiers, of the shapes that the sessions API uses."""

from __future__ import annotations

import secrets
import string

ID_CHARACTERS = 10
_ALPHABET = string.ascii_letters + string.digits


def new_id() -> str:
    """Make an identifier of a user, an agent, a session or a stored event."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(ID_CHARACTERS))


def new_correlation_id() -> str:
    """Make the identifier that all events of one reply share."""
    return f"RID({new_id()})::{new_id()}"
