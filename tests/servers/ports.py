"""Ports for programs that cannot pick one themselves."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Give a port of this machine's that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
