"""The floor: a bare page and a relay with the least code that shows what an agent says.

No session, no markdown, no second look: a request for a reply is a request upstream, and each text
that arrives is put at the end of one text node.
"""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

PAGE = b"""<!doctype html>
<meta charset="utf-8">
<title>Floor</title>
<div id="shown" style="white-space: pre-wrap"></div>
<script>
async function ask() {
  const text = document.getElementById("shown").appendChild(new Text());
  const answer = await fetch("/reply", { method: "POST" });
  const pieces = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece; !(piece = await pieces.read()).done; ) text.appendData(piece.value);
  document.body.dataset.state = "done";
}
</script>
"""


def texts(upstream_url: str, session_id: str) -> Iterator[str]:
    """Send a message upstream and yield the texts of the reply as they arrive."""
    connection = http.client.HTTPConnection(urlsplit(upstream_url).netloc)
    path = f"/api/sessions/{session_id}/events/stream"
    body = json.dumps({"type": "message", "source": "user", "content": "Go"})
    connection.request("POST", path, body, {"Content-Type": "application/json"})
    for line in connection.getresponse():
        if line.startswith(b"data: "):
            for operation in json.loads(line[6:])["patches"]:
                yield operation["value"]
    connection.close()


class _Handler(BaseHTTPRequestHandler):
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        self._begin("text/html")
        self.wfile.write(PAGE)

    def do_POST(self) -> None:
        self._begin("text/event-stream")
        for text in texts(self.server.upstream_url, self.server.session_id):
            self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:
        pass

    def _begin(self, content_type: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", content_type)
        self.end_headers()


class _Server(ThreadingHTTPServer):
    upstream_url: str
    session_id: str


@contextmanager
def running_floor(upstream_url: str, session_id: str) -> Iterator[str]:
    """Serve the floor in front of an upstream and give its URL."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.upstream_url, server.session_id = upstream_url, session_id
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
