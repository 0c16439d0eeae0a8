"""A tab on a socket of the operating system: cheap, and reads only when it is told to."""

from __future__ import annotations

import os
import socket
import struct
from collections.abc import Mapping
from contextlib import ExitStack
from urllib.parse import urlsplit

from tests.servers.upstream import PATIENCE_SECONDS

SMALL_BUFFER_BYTES = 4_096
TEXT_FRAME = 0x81
CLOSE_FRAME = 0x88
LENGTH_FORMATS = {126: "!H", 127: "!Q"}


class RawTab:
    """Connects with ``position``; ``stream`` is its socket, for who waits for many at once.

    ``buffer_bytes`` is what the operating system may hold for a tab that does not read. All that
    reads raises ConnectionResetError when the connection is lost or the server closes it.
    """

    def __init__(
        self,
        url: str,
        session_id: str,
        cookies: Mapping[str, str],
        position: str,
        buffer_bytes: int = SMALL_BUFFER_BYTES,
    ) -> None:
        address = urlsplit(url)
        self.stream = socket.socket()
        self.stream.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer_bytes)
        self.stream.settimeout(PATIENCE_SECONDS)
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        head = (
            f"GET /sessions/{session_id}/stream HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Cookie: {cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        with ExitStack() as on_failure:
            on_failure.callback(self.close)
            self.stream.connect((address.hostname, address.port))
            self.stream.sendall(head.encode())
            self._read_head()
            self._send(position.encode())
            on_failure.pop_all()

    def read_until(self, text: str) -> str:
        read = ""
        while text not in read:
            read += self.read_frame()
        return read

    def read_frame(self) -> str:
        """Read a frame and give its text."""
        first, length = self._read(2)
        if length in LENGTH_FORMATS:
            size = struct.calcsize(LENGTH_FORMATS[length])
            (length,) = struct.unpack(LENGTH_FORMATS[length], self._read(size))
        data = self._read(length)
        if first == CLOSE_FRAME:
            raise ConnectionResetError("the server has closed")
        assert first == TEXT_FRAME, "the stream is torn"
        return data.decode()

    def close(self) -> None:
        self.stream.close()

    def _read_head(self) -> None:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self._read(1)
        assert head.startswith(b"HTTP/1.1 101 "), head

    def _read(self, count: int) -> bytes:
        # Not through a buffer: what is not asked for stays with the operating system.
        read = bytearray()
        while len(read) < count:
            piece = self.stream.recv(count - len(read))
            if not piece:
                raise ConnectionResetError("the connection is lost")
            read += piece
        return bytes(read)

    def _send(self, data: bytes) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self.stream.sendall(bytes([TEXT_FRAME, 0x80 | len(data)]) + mask + masked)
