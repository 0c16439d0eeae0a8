"""A sessions API under the test's control: it says what it is told to, when it is told to."""

from __future__ import annotations

import json
import queue
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.servers.scripted_reply import AGENT, CREATED_AT, CUT, END, ScriptedReply

PATIENCE_SECONDS = 10.0
READER_CHECK_SECONDS = 0.02


class ScriptedUpstream:
    """The sessions API's routes, over real HTTP. ``answers`` overrides a path's answer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.agents = [AGENT]
        self.sessions: dict[str, dict[str, Any]] = {}
        self.events: dict[str, list[dict[str, Any]]] = {}
        self.answers: dict[tuple[str, str], tuple[int, Any]] = {}
        self.on_message: Callable[[ScriptedReply], None] | None = None
        # Each is passed by so many requests at a time: one that comes alone waits for the others.
        self.barriers: dict[tuple[str, str], threading.Barrier] = {}
        self._replies: queue.Queue[ScriptedReply] = queue.Queue()
        self._lock = threading.Lock()

    def next_reply(self) -> ScriptedReply:
        """Wait for the next message that somebody sends."""
        return self._replies.get(timeout=PATIENCE_SECONDS)

    def create_session(self, user_id: str, title: str | None) -> dict[str, Any]:
        with self._lock:
            identity = f"session{len(self.sessions):03}"
            session = {
                "id": identity,
                "agent_id": AGENT["id"],
                "user_id": user_id,
                "consumption_offsets": {"client": 0},
                "created_at": CREATED_AT,
            } | ({"title": title} if title else {})
            self.sessions[identity] = session
            self.events[identity] = []
        return session

    def begin_reply(self, session_id: str, text: str) -> ScriptedReply:
        number = len(self.events[session_id])
        correlation_id = f"RID({session_id})::reply{number:05}"
        part = {"type": "content", "content": text}
        self.store(session_id, correlation_id, "message", "user", message(part))
        reply = ScriptedReply(session_id, text, correlation_id)
        self._replies.put(reply)
        if self.on_message:
            threading.Thread(target=self.on_message, args=(reply,), daemon=True).start()
        return reply

    def store_reply(self, reply: ScriptedReply) -> None:
        """Store what was said, as upstream does when a reply ends well."""
        part = {"type": "content", "content": "".join(reply.said)}
        self.store(reply.session_id, reply.correlation_id, "message", "ai_agent", message(part))

    def store(
        self, session_id: str, correlation_id: str, type_: str, source: str, data: dict[str, Any]
    ) -> None:
        events = self.events[session_id]
        events.append(
            {
                "id": f"event{len(events):05}",
                "correlation_id": correlation_id,
                "type": type_,
                "source": source,
                "offset": len(events),
                "data": data,
                "deleted": False,
                "metadata": None,
                "created_at": CREATED_AT,
            }
        )


def message(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": "message", "parts": list(parts), "participant": {"id": "x", "name": "X"}}


@contextmanager
def scripted_upstream() -> Iterator[ScriptedUpstream]:
    server = _Server(("127.0.0.1", 0), _Handler)
    upstream = ScriptedUpstream(f"http://127.0.0.1:{server.server_port}")
    server.upstream = upstream
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    try:
        yield upstream
    finally:
        server.is_closing.set()
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    upstream: ScriptedUpstream
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.is_closing = threading.Event()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of readers that went away."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._route("GET")

    def do_POST(self) -> None:
        self._route("POST")

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _route(self, method: str) -> None:
        upstream, url = self.server.upstream, urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        body = json.loads(self.rfile.read(length) or b"null")
        if (method, url.path) in upstream.barriers:
            upstream.barriers[method, url.path].wait(PATIENCE_SECONDS)
        if (method, url.path) in upstream.answers:
            self._answer(*upstream.answers[method, url.path])
            return
        match method, url.path.strip("/").split("/"):
            case "GET", ["api", "agents"]:
                self._answer(200, {"data": upstream.agents})
            case "GET", ["api", "sessions"]:
                mine = [s for s in upstream.sessions.values() if s["user_id"] == self._user()]
                self._answer(200, {"data": mine})
            case "POST", ["api", "sessions"]:
                self._answer(201, upstream.create_session(self._user(), body.get("title")))
            case "GET", ["api", "sessions", identity] if identity in upstream.sessions:
                self._answer(200, upstream.sessions[identity])
            case "GET", ["api", "sessions", identity, "events"]:
                self._answer(200, {"data": self._events(identity, parse_qs(url.query))})
            case "POST", ["api", "sessions", identity, "events", "stream"]:
                self._stream(upstream.begin_reply(identity, body["content"]))
            case _:
                self._answer(404, {"detail": "Not found"})

    def _user(self) -> str:
        cookie = self.headers.get("Cookie", "")
        sub = cookie.partition("flux0_user_sub=")[2].partition(";")[0]
        return f"u{abs(hash(sub)):09}"[:10]

    def _events(self, identity: str, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        events = self.server.upstream.events[identity]
        for name in ("source", "correlation_id"):
            if name in query:
                events = [event for event in events if event[name] == query[name][0]]
        return events

    def _answer(self, status: int, data: Any) -> None:
        body = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def _stream(self, reply: ScriptedReply) -> None:
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.close_connection = True
        try:
            while (piece := self._next_piece(reply)) is not END:
                if piece is CUT:
                    return
                self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
            self.wfile.write(b"0\r\n\r\n")
        except OSError:
            reply.reader_left.set()

    def _next_piece(self, reply: ScriptedReply) -> Any:
        while not self.server.is_closing.is_set():
            try:
                return reply.outgoing.get(timeout=READER_CHECK_SECONDS)
            except queue.Empty:
                readable, _, _ = select.select([self.connection], [], [], 0)
                if readable and not self.connection.recv(1, socket.MSG_PEEK):
                    raise ConnectionResetError("the reader left") from None
        return CUT
