"""The routes of the embedded API, a module for each noun.

The law of this folder: a route reads its inputs, asks the services, and shows the answer; what it
cannot serve it refuses with the sessions API's own status and sentence.
"""

from __future__ import annotations

from flask import Flask

from webchat.embedded.routes import agents, events, sessions


def init_app(app: Flask) -> None:
    """Add all routes."""
    for module in (agents, sessions, events):
        app.register_blueprint(module.bp)
