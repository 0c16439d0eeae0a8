"""The transport of the socket: what the libraries under it get wrong, put right.

simple-websocket writes with ``send``, which may write only a part, and from two threads: under a
slow reader frames tear and mix. It also accepts compression whenever it is offered, which costs
some 100 kB a socket. This WSGI layer hands it a socket that writes whole frames, one at a time,
and an environment in which no compression was offered.
"""

from __future__ import annotations

import socket
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SOCKET_KEYS = ("gunicorn.socket", "werkzeug.socket")
DEAD_PEER_MILLISECONDS = 60_000
MAX_UNSENT_BYTES = 1_024


class WholeFrameSocket:
    """A socket whose ``send`` writes everything, under a lock; all else is the real one's."""

    def __init__(self, real: socket.socket) -> None:
        self._real = real
        self._lock = Lock()
        # A peer that vanished would otherwise block a write for as long as TCP likes.
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            real.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, DEAD_PEER_MILLISECONDS)
        # The system would take megabytes of frames for a reader that has stopped. A write that
        # waits instead makes the next frame a larger one, and costs nothing meanwhile.
        if hasattr(socket, "TCP_NOTSENT_LOWAT"):
            real.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, MAX_UNSENT_BYTES)

    def send(self, data: bytes) -> int:
        """Write all of ``data``; returns its length."""
        with self._lock:
            self._real.sendall(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class WebSocketTransport:
    """WSGI middleware that prepares the environment of a WebSocket upgrade."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Any:
        """Answer a request as the application does."""
        if environ.get("HTTP_UPGRADE", "").lower() == "websocket":
            environ.pop("HTTP_SEC_WEBSOCKET_EXTENSIONS", None)
            for key in SOCKET_KEYS:
                if key in environ:
                    environ[key] = WholeFrameSocket(environ[key])
        return self._application(environ, start_response)
