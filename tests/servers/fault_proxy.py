"""A TCP proxy between a client and a server, with the faults that networks have."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Condition, Thread
from time import monotonic
from urllib.parse import urlsplit

from tests.servers.proxied_connection import READ_BYTES, Direction, Pipe, ProxiedConnection

CONNECT_SECONDS = 5.0


class FaultProxy:
    """Forwards every connection made to ``url`` on to ``target``.

    What is set on the proxy holds for both directions, open connections included; what is set on
    ``upstream`` or ``downstream``, or given to ``stall`` and ``resume``, for one.
    """

    def __init__(self, target: tuple[str, int]) -> None:
        self.upstream, self.downstream = self._directions = Direction(), Direction()
        self._target = target
        self._connections: list[ProxiedConnection] = []
        self._allowed_bytes = inf
        self._is_ending = False
        self._news = Condition()
        self._bell, self._ear = socket.socketpair()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._address = self._listener.getsockname()
        self.url = "http://{}:{}".format(*self._address)

    @property
    def latency_seconds(self) -> float:
        return max(direction.latency_seconds for direction in self._directions)

    @latency_seconds.setter
    def latency_seconds(self, seconds: float) -> None:
        self.upstream.latency_seconds = self.downstream.latency_seconds = seconds

    @property
    def slice_bytes(self) -> int:
        return min(direction.slice_bytes for direction in self._directions)

    @slice_bytes.setter
    def slice_bytes(self, count: int) -> None:
        self.upstream.slice_bytes = self.downstream.slice_bytes = count

    @property
    def delivered_bytes(self) -> int:
        return sum(direction.delivered_bytes for direction in self._directions)

    def cut(self) -> None:
        """Close all connections, whatever is under way."""
        with self._change():
            for connection in self._connections:
                connection.cut()

    def reset(self) -> None:
        """Abort all connections, so that either end learns of it by an error."""
        with self._change():
            for connection in self._connections:
                connection.reset()

    def stall(self, *directions: Direction) -> None:
        """Keep connections, and accept new ones, but read and deliver nothing."""
        with self._change():
            for direction in directions or self._directions:
                direction.is_stalled = True

    def resume(self, *directions: Direction) -> None:
        """Deliver again, first what was held back."""
        with self._change():
            for direction in directions or self._directions:
                direction.is_stalled = False

    def refuse(self) -> None:
        """Refuse new connections; those that are open stay."""
        with self._change():
            if self._listener.fileno() >= 0:
                # Closed only, it would go on listening until the thread that polls it wakes.
                self._listener.shutdown(socket.SHUT_RDWR)
                self._listener.close()

    def accept(self) -> None:
        """Accept new connections again, on the same port."""
        with self._change():
            self._listener = socket.create_server(self._address)

    def cut_after_bytes(self, count: int) -> None:
        """Cut the next connection when ``count`` bytes of the target's have been delivered.

        0 cuts it when the target's first byte has come.
        """
        with self._change():
            self._allowed_bytes = count

    def wait_for_connections(self, count: int, timeout: float) -> bool:
        """Wait until just ``count`` connections are open; False at the time-out."""
        return self.wait_until(lambda: len(self._connections) == count, timeout)

    def wait_until(self, is_so: Callable[[], bool], timeout: float) -> bool:
        """Wait until something about this proxy is so; False at the time-out."""
        with self._news:
            return self._news.wait_for(is_so, timeout)

    def run(self) -> None:
        """Forward until the end, in a thread of its own."""
        while not self._is_ending:
            with self._news:
                selector, seconds = self._waiting(monotonic())
            ready = selector.select(seconds)
            with self._news:
                for key, events in ready:
                    key.data(key.fileobj, events)
                self._note_closed()

    def end(self) -> None:
        """Refuse, cut, and have ``run`` return."""
        self.refuse()
        self.cut()
        with self._change():
            self._is_ending = True

    def close(self) -> None:
        """Let go of what is left once ``run`` has returned."""
        self._bell.close()
        self._ear.close()

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self._news:
            yield
            self._note_closed()
        self._bell.send(b"!")

    def _note_closed(self) -> None:
        self._connections = [each for each in self._connections if each.is_open]
        self._news.notify_all()

    def _waiting(self, now: float) -> tuple[selectors.BaseSelector, float | None]:
        """Give a selector of all that is waited for, and the seconds until more is due."""
        selector = selectors.PollSelector()
        selector.register(self._ear, selectors.EVENT_READ, self._hear)
        if self._listener.fileno() >= 0:
            selector.register(self._listener, selectors.EVENT_READ, self._connect)
        for connection in self._connections:
            for end, events in connection.interests(now):
                if events:
                    selector.register(end, events, connection.serve)
        due = min((connection.next_due(now) for connection in self._connections), default=inf)
        return selector, None if due == inf else due - now

    def _hear(self, ear: socket.socket, events: int) -> None:
        ear.recv(READ_BYTES)

    def _connect(self, listener: socket.socket, events: int) -> None:
        if listener.fileno() < 0:
            return
        client, _ = listener.accept()
        try:
            target = socket.create_connection(self._target, CONNECT_SECONDS)
        except OSError:
            client.close()
            return
        upstream = Pipe(client, target, self.upstream, inf)
        downstream = Pipe(target, client, self.downstream, self._allowed_bytes)
        self._connections.append(ProxiedConnection(upstream, downstream))
        self._allowed_bytes = inf


@contextmanager
def fault_proxy(target_url: str) -> Iterator[FaultProxy]:
    """Run a proxy in front of the server at ``target_url``."""
    parts = urlsplit(target_url)
    proxy = FaultProxy((str(parts.hostname), parts.port or 80))
    thread = Thread(target=proxy.run)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.end()
        thread.join()
        proxy.close()
