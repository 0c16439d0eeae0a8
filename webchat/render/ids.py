"""DOM ids: the one place where they are made."""

from __future__ import annotations

from hashlib import blake2s

DIGEST_BYTES = 6


def dom_id(correlation_id: str, *parts: str | int) -> str:
    """Name the element of a turn, or of one of its parts, on the page.

    Correlation ids come from upstream and may hold any character, so they are digested: the id is
    safe in HTML, CSS and URLs, and the same in every process.
    """
    return "-".join(["turn", _digest(correlation_id), *map(str, parts)])


def listed_id(session_id: str) -> str:
    """Name the element of a session in a list of sessions."""
    return f"listed-{_digest(session_id)}"


def _digest(text: str) -> str:
    return blake2s(text.encode(errors="replace"), digest_size=DIGEST_BYTES).hexdigest()
