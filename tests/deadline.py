"""Waiting on a state, with a deadline."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event

DEADLINE_SECONDS = 20.0
POLL_SECONDS = 0.01


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to be so in time"
        Event().wait(POLL_SECONDS)
