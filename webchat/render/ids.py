"""DOM ids: the one place where they are made."""

from __future__ import annotations

from hashlib import blake2s

DIGEST_BYTES = 6


def dom_id(correlation_id: str, *parts: str | int) -> str:
    """Name the element of a turn, or of one of its parts, on the page.

    Correlation ids come from upstream and may hold any character, so they are digested: the id is
    safe in HTML, CSS and URLs, and the same in every process.
    """
    digest = blake2s(correlation_id.encode(errors="replace"), digest_size=DIGEST_BYTES)
    return "-".join(["turn", digest.hexdigest(), *map(str, parts)])
