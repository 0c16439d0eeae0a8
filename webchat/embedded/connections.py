"""A threaded HTTP/1.1 server that knows its connections, so that it can end them."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from typing import Any, cast

from flask import Flask
from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

BODY = "webchat.embedded.body"
END_SECONDS = 5.0
_LAST_CHUNK = b"0\r\n\r\n"
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

_logger = logging.getLogger(__name__)


class GatheringFile:
    """The write side of a connection, which sends at a flush what was written before it.

    The server writes a chunk in four pieces; each would be a packet of its own.
    """

    closed = False

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep ``data`` until the flush."""
        self._pieces.append(data)
        # the server waits for input after these two, without a flush
        if data in (_LAST_CHUNK, _CONTINUE):
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Send what was written."""
        data = b"".join(self._pieces)
        self._pieces.clear()
        if data:
            self._connection.sendall(data)

    def close(self) -> None:
        """Leave the connection to the server."""


class Handler(WSGIRequestHandler):
    """Serves one connection, without a word in the log."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        """Send each message of a stream at once and in one piece."""
        super().setup()
        self.wfile = cast(Any, GatheringFile(self.connection))

    def run_wsgi(self) -> None:
        """Serve a request; its body is closed in any case."""
        try:
            super().run_wsgi()
        finally:
            # the server forgets to if its own look for stray input fails; the session would
            # then count as having a reply for ever
            body = getattr(self, "environ", {}).get(BODY)
            if body is not None:
                body.close()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the requests are the site's own."""


class ThreadedServer(ThreadedWSGIServer):
    """Serves each connection in a thread; ``end_connections`` ends them all."""

    def __init__(self, host: str, port: int, app: Flask, *, fd: int) -> None:
        self._connections: dict[threading.Thread, socket.socket] = {}
        super().__init__(host, port, app, Handler, fd=fd)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own."""
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        # noted before it runs: whoever ends the connections must not miss a new one
        self._connections[thread] = request
        try:
            thread.start()
        except RuntimeError:
            del self._connections[thread]
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serve one connection in this thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            del self._connections[threading.current_thread()]

    def end_connections(self) -> None:
        """End every connection and wait for its thread; replies store what they said so far."""
        # no more input first: a reply takes that for a reader gone, and can still say so
        for how in (socket.SHUT_RD, socket.SHUT_RDWR):
            deadline = time.monotonic() + END_SECONDS
            for connection in list(self._connections.values()):
                with contextlib.suppress(OSError):
                    connection.shutdown(how)
            for thread in list(self._connections):
                thread.join(max(0.0, deadline - time.monotonic()))

    def log(self, type: str, message: str, *args: Any) -> None:
        """Log what went wrong, and nothing else."""
        if type == "error":
            _logger.error(message, *args)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Log a connection that ended in an exception."""
        _logger.exception("A connection ended badly.")
