"""The embedded API on a socket of its own, in a thread of this process."""

from __future__ import annotations

import atexit
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from webchat.embedded.agents import Agent, Guide
from webchat.embedded.api import create_api
from webchat.embedded.connections import ThreadedServer
from webchat.embedded.services import Services, services_of
from webchat.embedded.store import Store

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PACE_SECONDS = 0.03
_POLL_SECONDS = 0.1


class EmbeddedServer:
    """A running server at ``url``; it lives until ``stop``, or as long as the process."""

    def __init__(self, services: Services, server: ThreadedServer, url: str) -> None:
        self.url = url
        self._services = services
        self._server = server
        self._thread = threading.Thread(
            target=server.serve_forever, args=(_POLL_SECONDS,), name="embedded", daemon=True
        )
        self._thread.start()
        atexit.register(self.stop)

    def interrupt(self) -> None:
        """Take it from now on that a reader who leaves a reply does so because the process ends."""
        self._services.running.interrupt()

    def stop(self) -> None:
        """Interrupt the running replies, storing what they said so far, and end the server."""
        self.interrupt()
        atexit.unregister(self.stop)
        self._server.shutdown()
        self._thread.join()
        self._server.end_connections()
        self._services.store.close()


def start(
    database_url: str,
    *,
    guide_pace: float = DEFAULT_PACE_SECONDS,
    host: str = DEFAULT_HOST,
    port: int = 0,
    agents: Sequence[Agent] = (),
) -> EmbeddedServer:
    """Start the API in a thread; the guide takes ``guide_pace`` seconds for a token.

    Port 0 picks a free one. ``agents`` are served beside the guide. Raises ConfigurationError for
    a bad database URL, OSError if the address cannot be had.
    """
    with socket.create_server((host, port), backlog=socket.SOMAXCONN) as listener:
        store = Store.open(database_url)
        app = create_api(store, [Guide(guide_pace), *agents])
        server = ThreadedServer(host, port, app, fd=listener.fileno())
    return EmbeddedServer(services_of(app), server, f"http://{host}:{server.port}")


@contextmanager
def serve(
    database_url: str,
    *,
    guide_pace: float = DEFAULT_PACE_SECONDS,
    host: str = DEFAULT_HOST,
    port: int = 0,
    agents: Sequence[Agent] = (),
) -> Iterator[str]:
    """Start the API as ``start`` does, give its base URL, and stop it in the end."""
    server = start(database_url, guide_pace=guide_pace, host=host, port=port, agents=agents)
    try:
        yield server.url
    finally:
        server.stop()
