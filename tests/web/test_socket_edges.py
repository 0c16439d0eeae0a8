"""What the socket refuses, and how it closes."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask

from tests.servers.upstream import PATIENCE_SECONDS
from tests.web.tab import Tab
from webchat.web import socket as web_socket

COME_BACK = 1012
SHORT_SECONDS = 0.1


def test_a_socket_that_says_more_than_its_position_is_closed(app: Flask, tab: Tab) -> None:
    tab.say("and another thing")

    assert tab.wait_for_close() == 1008


def test_a_page_whose_position_is_long_under_way_may_come_back(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.disconnect()
    with monkeypatch.context() as impatient:
        impatient.setattr(web_socket, "POSITION_SECONDS", SHORT_SECONDS)
        tab.open()
        code = tab.close_code()

    assert code == COME_BACK
    tab.connect()


def test_a_socket_of_somebody_else_is_refused_with_404(site: str, session_id: str) -> None:
    stranger = requests.get(site, timeout=10).cookies.get_dict()

    answer = upgrade(site, session_id, stranger)

    assert answer.startswith("HTTP/1.1 404 ")


def test_compression_is_refused_though_it_is_offered(
    site: str, session_id: str, cookies: dict[str, str]
) -> None:
    answer = upgrade(site, session_id, cookies)

    assert answer.startswith("HTTP/1.1 101 ")
    assert "permessage-deflate" not in answer


def upgrade(site: str, session_id: str, cookies: dict[str, str]) -> str:
    """Ask for a socket with all that a browser offers, and give the head of the answer."""
    address = urlsplit(site)
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    lines = [
        f"GET /sessions/{session_id}/stream HTTP/1.1",
        f"Host: {address.netloc}",
        f"Origin: {site}",
        f"Cookie: {cookie}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
    ]
    with socket.create_connection((address.hostname, address.port), PATIENCE_SECONDS) as stream:
        stream.sendall("\r\n".join([*lines, "", ""]).encode())
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += stream.recv(1_024)
    return answer.decode()
