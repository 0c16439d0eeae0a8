"""A connection through the fault proxy: two pipes, one each way."""

from __future__ import annotations

import contextlib
import selectors
import socket
import struct
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf
from time import monotonic

BUFFER_LIMIT_BYTES = 2**20
READ_BYTES = 2**16
DRAIN_BYTES = 2**24
# Linger for no time: what is under way is thrown away, and the peer is sent an RST.
ABORTING = struct.pack("ii", 1, 0)


@dataclass(eq=False)
class Direction:
    """One way through a proxy, for all its connections: its faults, and what has passed."""

    latency_seconds: float = 0.0
    slice_bytes: int = READ_BYTES
    is_stalled: bool = False
    received_bytes: int = 0
    delivered_bytes: int = 0


class Pipe:
    """Carries bytes from ``source`` to ``sink``, ``allowed_bytes`` of them at most."""

    def __init__(
        self, source: socket.socket, sink: socket.socket, direction: Direction, allowed_bytes: float
    ) -> None:
        self.source, self.sink, self.direction = source, sink, direction
        self.is_over = self.is_used_up = self._has_source_ended = False
        self._allowed_bytes = allowed_bytes
        self._held_bytes = 0
        # Each with the moment at which it is due; an empty one is the end.
        self._pieces: deque[tuple[float, bytes]] = deque()

    @property
    def is_reading(self) -> bool:
        is_closed = self.is_over or self._has_source_ended or self.direction.is_stalled
        return not is_closed and self._held_bytes < BUFFER_LIMIT_BYTES

    @property
    def due(self) -> float:
        is_waiting = self.is_over or self.direction.is_stalled or not self._pieces
        return inf if is_waiting else self._pieces[0][0]

    def read(self) -> None:
        piece = self.source.recv(READ_BYTES)
        self._has_source_ended = not piece
        self._held_bytes += len(piece)
        self._pieces.append((monotonic() + self.direction.latency_seconds, piece))
        self.direction.received_bytes += len(piece)

    def write(self) -> None:
        due, piece = self._pieces[0]
        if not piece:
            self.end()
            return
        limit = int(min(self.direction.slice_bytes, self._allowed_bytes, len(piece)))
        sent = self.sink.send(piece[:limit]) if limit else 0
        self._pieces[0] = (due, piece[sent:])
        if sent == len(piece):
            self._pieces.popleft()
        self._allowed_bytes -= sent
        self._held_bytes -= sent
        self.direction.delivered_bytes += sent
        self.is_used_up = self._allowed_bytes == 0

    def end(self) -> None:
        self.is_over = True
        with contextlib.suppress(OSError):  # The sink may have gone by itself.
            self.sink.shutdown(socket.SHUT_WR)


class ProxiedConnection:
    """Both ways between a client and the target; closed when both are over."""

    def __init__(self, upstream: Pipe, downstream: Pipe) -> None:
        self.is_open = True
        self._pipes = (upstream, downstream)
        for pipe in self._pipes:
            pipe.source.setblocking(False)
            pipe.source.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def next_due(self, now: float) -> float:
        """Give the next moment after ``now`` at which something is due, inf being never."""
        return min((pipe.due for pipe in self._pipes if pipe.due > now), default=inf)

    def interests(self, now: float) -> Iterator[tuple[socket.socket, int]]:
        """Tell for each socket which events it waits for now, 0 being none."""
        for pipe, back in (self._pipes, self._pipes[::-1]):
            reading = selectors.EVENT_READ if pipe.is_reading else 0
            yield pipe.source, reading | (selectors.EVENT_WRITE if back.due <= now else 0)

    def serve(self, ready: socket.socket, events: int) -> None:
        # Between the event and this call the test may have cut or stalled the connection.
        if not self.is_open:
            return
        try:
            for pipe in self._pipes:
                if events & selectors.EVENT_READ and pipe.source is ready and pipe.is_reading:
                    pipe.read()
                if events & selectors.EVENT_WRITE and pipe.sink is ready and pipe.due < inf:
                    pipe.write()
        except OSError:
            self.reset()
            return
        are_over = all(pipe.is_over for pipe in self._pipes)
        if are_over or any(pipe.is_used_up for pipe in self._pipes):
            self.cut()

    def cut(self) -> None:
        for pipe in self._pipes:
            pipe.end()
        for pipe in self._pipes:
            # A socket that is closed with bytes unread would send an RST after its FIN.
            with contextlib.suppress(OSError):
                pipe.source.recv(DRAIN_BYTES)
        self._close()

    def reset(self) -> None:
        for pipe in self._pipes:
            pipe.source.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, ABORTING)
        self._close()

    def _close(self) -> None:
        self.is_open = False
        for pipe in self._pipes:
            pipe.source.close()
