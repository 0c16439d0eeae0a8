"""A small sessions API of our own, served over HTTP where no other one is configured.

The law of this folder: it stands alone. It imports nothing of webchat but its errors and its
database connections, and webchat speaks to it over HTTP only, as to any other sessions API.
"""

from __future__ import annotations

from webchat.embedded.agents.guide import STARTERS
from webchat.embedded.api import create_api
from webchat.embedded.server import EmbeddedServer, serve, start
from webchat.embedded.store import Store

__all__ = ["STARTERS", "EmbeddedServer", "Store", "create_api", "serve", "start"]
