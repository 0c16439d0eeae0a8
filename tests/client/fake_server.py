"""A sessions API that answers what a test tells it to: the faults that no real one has at will."""

from __future__ import annotations

import contextlib
import json
import socket
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DEADLINE_SECONDS = 10.0


@dataclass(frozen=True)
class Received:
    """One request as it arrived; ``connection`` tells the connections apart."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


@dataclass
class FakeServer:
    """Gives ``answers`` in their order, the last one again and again, and keeps each request.

    ``ending`` is set at the end, and lets go of every answer that waits; ``has_gone`` is set
    when a reader has left an answer before its end.
    """

    answers: list[Answer]
    url: str = ""
    received: list[Received] = field(default_factory=list)
    ending: threading.Event = field(default_factory=threading.Event)
    has_gone: threading.Event = field(default_factory=threading.Event)

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    fake: FakeServer

    def answer_next(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        body = self.rfile.read(length)
        received = Received(
            self.command, self.path, dict(self.headers), body, self.client_address[1]
        )
        self.fake.received.append(received)
        try:
            self.fake.next_answer()(self)
        except ConnectionError:
            self.fake.has_gone.set()
            self.close_connection = True

    do_GET = do_POST = answer_next  # noqa: N815  # http.server wants these names

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


Answer = Callable[[Handler], None]


@contextlib.contextmanager
def fake_server(*answers: Answer, port: int = 0) -> Iterator[FakeServer]:
    fake = FakeServer(list(answers))
    handler = type("BoundHandler", (Handler,), {"fake": fake})
    server = Server(("127.0.0.1", port), handler)
    fake.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield fake
    finally:
        fake.ending.set()
        server.shutdown()
        server.server_close()
        thread.join(DEADLINE_SECONDS)


def answer(body: Any, status: int = 200, **headers: str) -> Answer:
    """Answer JSON, or the very bytes where ``body`` is bytes."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()

    def give(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return give


def short(content: bytes, kind: str) -> Answer:
    """Answer with less than the length that was said."""

    def give(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content) + 1))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(content)

    return give


def stream(*pieces: bytes, end: bytes = b"0\r\n\r\n", kind: str = "text/event-stream") -> Answer:
    """Stream chunks, one for each piece; an empty ``end`` cuts the stream off."""

    def give(handler: Handler) -> None:
        _begin_stream(handler, kind)
        for piece in filter(None, pieces):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        handler.wfile.write(end)
        handler.close_connection |= not end.endswith(b"0\r\n\r\n")

    return give


def held(*pieces: bytes) -> Answer:
    """Stream chunks, then be silent until the reader goes away or the test ends."""

    def give(handler: Handler) -> None:
        stream(*pieces, end=b"")(handler)
        handler.connection.settimeout(0.02)
        while not handler.fake.ending.is_set():
            if _has_gone(handler.connection):
                handler.fake.has_gone.set()
                return

    return give


def close_delimited(*pieces: bytes) -> Answer:
    """Stream without chunks and without a length: the end of the connection is the end."""

    def give(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Connection", "close")
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(piece)

    return give


def reset(handler: Handler) -> None:
    """Receive the request and break the connection instead of answering."""
    at_once = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, at_once)
    handler.connection.close()
    handler.close_connection = True


def silent(handler: Handler) -> None:
    """Receive the request and say nothing until the test ends."""
    handler.fake.ending.wait(DEADLINE_SECONDS)
    handler.close_connection = True


def unreachable_url() -> str:
    """Give the URL of a port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return f"http://127.0.0.1:{listener.getsockname()[1]}"


def _begin_stream(handler: Handler, kind: str) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()


def _has_gone(reader: socket.socket) -> bool:
    try:
        return reader.recv(1) == b""
    except TimeoutError:
        return False
