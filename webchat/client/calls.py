"""A call: one request to the sessions API, before it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Call:
    """A method, a path below the server's URL, a query and a JSON body.

    Query parameters that are None are left out, and so is a body that is None.
    """

    method: str
    path: str
    query: Mapping[str, str | int | None] = field(default_factory=dict)
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The method and path, as errors and the log name the call."""
        return f"{self.method} {self.path}"

    @property
    def is_repeatable(self) -> bool:
        """Whether the call may be received twice without harm."""
        return self.method == "GET"


def path_segment(identity: str) -> str:
    """Quote an id for a path: an id may hold any character.

    Raises ValueError for one that would name another resource: an empty one, and ``.`` and
    ``..``, which are resolved away even when quoted.
    """
    if identity in ("", ".", ".."):
        raise ValueError("an id must be neither empty nor made of dots alone")
    return quote(identity, safe="")
