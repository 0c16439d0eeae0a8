"""An upstream that floods: all chunks of a reply at once, from a process of its own.

``python -m tests.bench.flood N`` prints its port and answers every message with N chunks, each in
an HTTP chunk of its own, as the real server sends them.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tests.bench.prose import drawn_word, tokens

CORRELATION_ID = "RID(flood)::flood"


@contextmanager
def flooding_upstream(chunks: int) -> Iterator[str]:
    """Run the flood and give its URL."""
    command = [sys.executable, "-m", "tests.bench.flood", str(chunks)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def body_of(chunks: int) -> bytes:
    """Give the body of a reply, in HTTP chunks."""
    framed = bytearray()
    for token in tokens(chunks, drawn_word()):
        data = {
            "correlation_id": CORRELATION_ID,
            "event_id": "answer",
            "seq": 0,
            "patches": [{"op": "add", "path": "/-", "value": token}],
            "metadata": {"agent_id": "flood", "agent_name": "Flood"},
            "timestamp": 0.0,
        }
        event = f"event: chunk\ndata: {json.dumps(data)}\n\n".encode()
        framed += b"%x\r\n%s\r\n" % (len(event), event)
    return bytes(framed + b"0\r\n\r\n")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    body: bytes

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self.wfile.write(self.body)

    def do_GET(self) -> None:
        body = b'{"data": []}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main(chunks: int) -> None:
    """Serve until terminated."""
    _Handler.body = body_of(chunks)
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(int(sys.argv[1]))
