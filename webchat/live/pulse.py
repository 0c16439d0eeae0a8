"""A pulse: something that is done again and again until it is stopped."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Event, Thread

logger = logging.getLogger(__name__)


class Pulse:
    """Calls ``act`` every ``seconds``, from a thread of its own."""

    def __init__(self, name: str, seconds: float, act: Callable[[], None]) -> None:
        self._seconds = seconds
        self._act = act
        self._is_stopped = Event()
        self._thread = Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin; the first call comes after one interval."""
        self._thread.start()

    def stop(self) -> None:
        """Make no further call; one that is under way is not waited for."""
        self._is_stopped.set()

    def _run(self) -> None:
        while not self._is_stopped.wait(self._seconds):
            try:
                self._act()
            # The edge of a thread: one beat that fails must not be the last.
            except Exception:
                logger.exception("%s failed", self._thread.name)
