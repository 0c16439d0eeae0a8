"""A browser’s tab, as far as the socket knows it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import requests
import simple_websocket

from tests.servers.upstream import PATIENCE_SECONDS


class Tab:
    """One tab on a session: loads it, connects, and can lose its connection."""

    def __init__(self, url: str, session_id: str, cookies: dict[str, str]) -> None:
        self._url = url
        self._path = f"/sessions/{session_id}"
        self._cookies = cookies
        self.position = ""
        self.frames: list[str] = []
        self._socket: simple_websocket.Client | None = None

    def load(self) -> str:
        page = requests.get(self._url + self._path, cookies=self._cookies, timeout=10)
        page.raise_for_status()
        self.position = position_of(page.text, r'id="position">([^<]+)<')
        return page.text

    def connect(self) -> None:
        self.open()
        self.say(self.position)

    def open(self) -> None:
        """Connect, and say nothing yet."""
        cookie = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookie}
        address = self._url.replace("http", "ws", 1) + self._path + "/stream"
        self._socket = simple_websocket.Client(address, headers=headers)

    def read(self, seconds: float = PATIENCE_SECONDS) -> str:
        assert self._socket is not None
        frame = self._socket.receive(timeout=seconds)
        assert isinstance(frame, str), "no frame came"
        self.frames.append(frame)
        self.position = position_of(frame, r'target="position" swap="innerHTML">([^<]+)<')
        return frame

    def read_until(self, text: str) -> str:
        read = self.read()
        while text not in read:
            read += self.read()
        return read

    def say(self, text: str) -> None:
        assert self._socket is not None
        self._socket.send(text)

    def close_code(self) -> int:
        """Wait until the server closes, and give the code that it closes with."""
        assert self._socket is not None
        self._socket.thread.join(PATIENCE_SECONDS)
        return int(self._socket.close_reason)

    def wait_for_close(self) -> int:
        """Wait until the server closes, come back, and give the code that it closed with."""
        code = self.close_code()
        self.connect()
        return code

    def disconnect(self) -> None:
        assert self._socket is not None
        self._socket.close()
        self._socket.thread.join(PATIENCE_SECONDS)
        self._socket = None


def position_of(html: str, pattern: str) -> str:
    found = re.search(pattern, html)
    assert found is not None, html
    return found[1]


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)


def text_of(html: str) -> str:
    """Give the text of some HTML, without its tags."""
    parser = _Text()
    parser.feed(html)
    return "".join(parser.pieces)
