"""Listeners: followers who note after how long each token reaches them."""

from __future__ import annotations

import re
import selectors
import time
from threading import Event, Thread

from tests.web.raw_tab import RawTab

STAMP = re.compile(rb"[0-9]{13}[.][0-9]{3}")
STAMP_BYTES = 17
READ_BYTES = 1 << 18
CHECK_SECONDS = 0.05


class Listener:
    """One follower; ``delays`` holds milliseconds by what was heard."""

    def __init__(self, tab: RawTab) -> None:
        self.tab = tab
        self.delays: dict[bytes, float] = {}
        self._rest = b""

    def read(self) -> None:
        data = self._rest + self.tab.stream.recv(READ_BYTES)
        now = time.time() * 1_000
        for stamp in STAMP.findall(data):
            # What is being written is sent again and again: the first time counts.
            self.delays.setdefault(stamp, now - float(stamp))
        self._rest = data[-STAMP_BYTES + 1 :]


class Listeners:
    """Listens in a thread of its own, from the beginning of the context to its end."""

    def __init__(self, tabs: list[RawTab]) -> None:
        self._listeners = [Listener(tab) for tab in tabs]
        self._is_over = Event()
        self._thread = Thread(target=self._listen)

    def __enter__(self) -> Listeners:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._is_over.set()
        self._thread.join()
        for listener in self._listeners:
            listener.tab.close()

    def delays(self, since: float, until: float) -> list[float]:
        """Give the delays of what was said between two Unix times, in milliseconds."""
        return [
            delay
            for listener in self._listeners
            for stamp, delay in listener.delays.items()
            if since <= float(stamp) / 1_000 < until
        ]

    def _listen(self) -> None:
        with selectors.DefaultSelector() as selector:
            for listener in self._listeners:
                selector.register(listener.tab.stream, selectors.EVENT_READ, listener)
            while not self._is_over.is_set():
                for key, _ in selector.select(CHECK_SECONDS):
                    key.data.read()
