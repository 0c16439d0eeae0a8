"""How long the parts of a log in Redis wait for one another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timing:
    """Times in seconds.

    ``answer`` bounds every wait for Redis, ``pause`` is left between attempts while it is away.
    A place is held for ``lease`` at a time, renewed every ``renewal``. A reader that hears nothing
    for ``silence`` looks whether the holder still lives. ``kept`` after its last use a log is
    forgotten by Redis. ``ping`` is the longest silence of the news before they are checked.
    """

    answer: float = 1.0
    pause: float = 1.0
    lease: float = 10.0
    renewal: float = 3.0
    silence: float = 1.0
    kept: float = 3_600.0
    ping: float = 10.0


def milliseconds(seconds: float) -> int:
    """Give a time in the unit of Redis."""
    return max(round(seconds * 1_000), 1)
