from __future__ import annotations

import os
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from tests.servers.site import running_site
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.tab import Tab, position_of

PARAGRAPH = "A paragraph that a slow reader will only get round to later. " * 20
PARAGRAPHS = 3_000
SMALL_BUFFER_BYTES = 4_096
TEXT_FRAME = 0x81
CONTROL_BIT = 0x08


class SlowTab:
    """A tab on a connection that reads only when it is told to, and checks every frame."""

    def __init__(self, url: str, session_id: str, cookies: dict[str, str], position: str) -> None:
        address = urlsplit(url)
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, SMALL_BUFFER_BYTES)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._socket.connect((address.hostname, address.port))
        cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
        head = (
            f"GET /sessions/{session_id}/stream HTTP/1.1\r\nHost: {address.netloc}\r\n"
            f"Cookie: {cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
            "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        self._socket.sendall(head.encode())
        self._reader = self._socket.makefile("rb")
        while self._reader.readline().strip():
            pass
        self._send(position.encode())

    def read_until(self, text: str) -> str:
        read = ""
        while text not in read:
            read += self._read_frame()
        return read

    def close(self) -> None:
        self._reader.close()
        self._socket.close()

    def _send(self, data: bytes) -> None:
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[index % 4] for index, byte in enumerate(data))
        self._socket.sendall(bytes([TEXT_FRAME, 0x80 | len(data)]) + mask + masked)

    def _read_frame(self) -> str:
        first, length = self._reader.read(2)
        if length == 126:
            (length,) = struct.unpack("!H", self._reader.read(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._reader.read(8))
        data = self._reader.read(length)
        if first & CONTROL_BIT:
            return ""
        assert first == TEXT_FRAME, "the stream is torn"
        return data.decode()


@pytest.fixture
def site(upstream: ScriptedUpstream, tmp_path: Path) -> Iterator[str]:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        yield site.url


def test_a_slow_reader_is_sent_everything_whole_and_disturbs_nobody(
    site: str, upstream: ScriptedUpstream
) -> None:
    with requests.Session() as browser:
        session_url = browser.post(f"{site}/sessions", data={}, timeout=10).url
        session_id = session_url.rpartition("/")[2]
        page = browser.get(session_url, timeout=10).text
        cookies = browser.cookies.get_dict()
        slow = SlowTab(site, session_id, cookies, position_of(page, r'id="position">([^<]+)<'))
        quick = Tab(site, session_id, cookies)
        quick.load()
        quick.connect()

        browser.post(f"{session_url}/messages", data={"content": "Go"}, timeout=10)
    reply = upstream.next_reply()
    for number in range(PARAGRAPHS):
        reply.say(f"{PARAGRAPH}{number}.\n\n")
    reply.end()
    quick.read_until('data-state="done"')
    quick.disconnect()

    read = slow.read_until('data-state="done"')
    slow.close()

    for number in range(PARAGRAPHS):
        assert read.count(f"{PARAGRAPH}{number}.</p>") == 1
