"""The relays that run in this process, and how they end when the process has to."""

from __future__ import annotations

from threading import Lock
from time import monotonic

from webchat.errors import LeavingError
from webchat.live.relay import Relay

INTERRUPT_SECONDS = 3.0


class Relays:
    """Keeps count of the running relays; once it is closed, no further one starts."""

    def __init__(self) -> None:
        self._running: set[Relay] = set()
        self._lock = Lock()
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Whether no further reply can be started."""
        return self._is_closed

    def refuse_if_closed(self) -> None:
        """Raise LeavingError if no further reply can be started."""
        if self._is_closed:
            raise LeavingError("this process is about to end")

    def start(self, relay: Relay) -> None:
        """Start ``relay`` and count it until it is over."""
        with self._lock:
            self._running = {other for other in self._running if not other.is_over.is_set()}
            self._running.add(relay)
        relay.start()

    def close(self) -> None:
        """Let no further reply start."""
        self._is_closed = True

    def finish(self, seconds: float) -> None:
        """Wait ``seconds`` at most for the replies that run, then interrupt those that still do."""
        deadline = monotonic() + seconds
        for relay in self._still_running():
            relay.is_over.wait(max(deadline - monotonic(), 0))
        late = self._still_running()
        for relay in late:
            relay.interrupt()
        deadline = monotonic() + INTERRUPT_SECONDS
        for relay in late:
            relay.is_over.wait(max(deadline - monotonic(), 0))

    def _still_running(self) -> list[Relay]:
        with self._lock:
            return [relay for relay in self._running if not relay.is_over.is_set()]
