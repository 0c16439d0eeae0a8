"""Somebody else on the same site, who asks for something small again and again."""

from __future__ import annotations

import time
from threading import Event, Thread

import requests

PAUSE_SECONDS = 0.01
PATIENCE_SECONDS = 60.0


class Neighbour:
    """Asks from the beginning of the context to its end, and notes how long each answer took."""

    def __init__(self, url: str) -> None:
        self.waits: list[float] = []
        self._url = url
        self._is_over = Event()
        self._thread = Thread(target=self._ask)

    def __enter__(self) -> Neighbour:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _ask(self) -> None:
        with requests.Session() as browser:
            while not self._is_over.wait(PAUSE_SECONDS):
                started = time.monotonic()
                browser.get(f"{self._url}/healthz", timeout=PATIENCE_SECONDS).raise_for_status()
                self.waits.append(time.monotonic() - started)
