"""A crowd: many tabs on one site, read by nobody at first, then by one thread."""

from __future__ import annotations

import selectors
from threading import Event, Lock, Thread
from types import TracebackType

from tests.web.raw_tab import RawTab
from tests.web.tab import position_of
from tests.web.visitor import Visitor

CHECK_SECONDS = 0.05


class Crowd:
    """Opens tabs, and reads what they are sent from when it is told to; ``lost`` are cut."""

    def __init__(self, person: Visitor) -> None:
        self.lost = 0
        self._person = person
        self._tabs: list[RawTab] = []
        self._selector = selectors.DefaultSelector()
        self._is_reading = Event()
        self._is_over = Event()
        self._turn = Lock()
        self._thread = Thread(target=self._read)

    def __enter__(self) -> Crowd:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._is_over.set()
        self._is_reading.set()
        self._thread.join()
        for tab in self._tabs:
            tab.close()
        self._selector.close()

    def join(self, session_id: str) -> None:
        """Open one more tab, which is connected and has been told where it stands."""
        position = position_of(self._person.page(session_id), r'id="position">([^<]+)<')
        tab = RawTab(self._person.url, session_id, self._person.cookies, position)
        tab.read_frame()
        with self._turn:
            self._tabs.append(tab)
            self._selector.register(tab.stream, selectors.EVENT_READ, tab)

    def read(self) -> None:
        """Read from now on."""
        self._is_reading.set()

    def _read(self) -> None:
        while not self._is_over.is_set():
            self._is_reading.wait()
            with self._turn:
                ready = self._selector.select(CHECK_SECONDS)
                for key, _ in ready:
                    self._read_frame(key.data)

    def _read_frame(self, tab: RawTab) -> None:
        try:
            tab.read_frame()
        except (OSError, AssertionError):
            self._selector.unregister(tab.stream)
            self.lost += 1
