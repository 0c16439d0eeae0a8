"""What the routes work with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app

from webchat.embedded.agents.interface import Agent
from webchat.embedded.replies.running import RunningReplies
from webchat.embedded.store import Store

_NAME = "webchat.embedded"


@dataclass(frozen=True)
class Services:
    """The store, the agents by their type, and the replies under way."""

    store: Store
    agents: Mapping[str, Agent]
    running: RunningReplies = field(default_factory=RunningReplies)

    def init_app(self, app: Flask) -> None:
        """Serve the routes of ``app``."""
        app.extensions[_NAME] = self


def services() -> Services:
    """Give the services of the app that serves the current request."""
    return services_of(current_app)


def services_of(app: Flask) -> Services:
    """Give the services of ``app``."""
    return cast(Services, app.extensions[_NAME])
