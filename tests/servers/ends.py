from __future__ import annotations

import socket
from contextlib import ExitStack
from urllib.parse import urlsplit

from tests.servers.fault_proxy import fault_proxy

PATIENCE_SECONDS = 10.0
MOMENT_SECONDS = 0.1
FLOOD_BYTES = 2**25


class Ends:
    """A listening target behind a proxy, and sockets on both sides of it."""

    def __init__(self, sockets: ExitStack) -> None:
        self._sockets = sockets
        self._target = sockets.enter_context(socket.create_server(("127.0.0.1", 0)))
        self._target.settimeout(PATIENCE_SECONDS)
        self.proxy = sockets.enter_context(
            fault_proxy(f"http://127.0.0.1:{self._target.getsockname()[1]}")
        )

    def knock(self) -> socket.socket:
        address = ("127.0.0.1", urlsplit(self.proxy.url).port)
        return self._sockets.enter_context(socket.create_connection(address, PATIENCE_SECONDS))

    def connect(self) -> tuple[socket.socket, socket.socket]:
        client = self.knock()
        server = self._sockets.enter_context(self._target.accept()[0])
        server.settimeout(PATIENCE_SECONDS)
        return client, server


def everything(end: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count and (piece := end.recv(2**16)):
        data += piece
    return bytes(data)
