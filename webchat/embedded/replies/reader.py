"""The connection of the one who reads a reply."""

from __future__ import annotations

import selectors
import socket
import threading

from webchat.embedded.agents.interface import CancelledReply


class Reader:
    """Tells whether the reader of a reply is still there.

    ``connection`` is the reader's socket, or None where there is none, as under a test client.
    """

    def __init__(self, connection: socket.socket | None) -> None:
        self._connection = connection

    def wait(self, seconds: float) -> None:
        """Pause; raises CancelledReply as soon as the reader goes away."""
        if self._connection is None:
            threading.Event().wait(seconds)
        elif _is_readable(self._connection, seconds):
            if _is_closed(self._connection):
                raise CancelledReply
            # a reader that sends more than its request is still there
            threading.Event().wait(seconds)

    def is_gone(self) -> bool:
        """Whether the reader has gone away."""
        connection = self._connection
        return connection is not None and _is_readable(connection, 0) and _is_closed(connection)


def _is_readable(connection: socket.socket, seconds: float) -> bool:
    with selectors.DefaultSelector() as selector:
        try:
            selector.register(connection, selectors.EVENT_READ)
        except (ValueError, OSError):
            return True  # closed on this side
        return bool(selector.select(seconds))


def _is_closed(connection: socket.socket) -> bool:
    try:
        return connection.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True
