"""The embedded sessions API, as a WSGI application."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask

from webchat.embedded import refusals, routes
from webchat.embedded.agents.interface import Agent
from webchat.embedded.services import Services
from webchat.embedded.store import Store

FIRST_AGENT_ID = "guideagent"
MAX_BODY_BYTES = 16 * 1024 * 1024


def create_api(store: Store, agents: Sequence[Agent]) -> Flask:
    """Serve ``store`` with ``agents``, the first of which is made known if the store has none."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.url_map.merge_slashes = False
    Services(store, {agent.type: agent for agent in agents}).init_app(app)
    refusals.init_app(app)
    routes.init_app(app)
    first = agents[0]
    store.agents.create_first(
        id=FIRST_AGENT_ID, name=first.name, type=first.type, description=first.description
    )
    return app
