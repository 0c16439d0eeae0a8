"""What the views work with: the settings, the client and the hub of this application."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from webchat.client import Flux0
from webchat.config import Settings
from webchat.journal import Submissions
from webchat.live import Hub
from webchat.render import SessionView

EXTENSION_NAME = "webchat"


@dataclass(frozen=True)
class Services:
    """The parts of one application that outlive a request.

    ``before_interrupting`` is called before replies are interrupted. ``starters`` are messages that
    are offered to begin with.
    """

    settings: Settings
    client: Flux0
    hub: Hub[SessionView]
    submissions: Submissions
    before_interrupting: Callable[[], None]
    starters: tuple[str, ...]

    def init_app(self, app: Flask) -> None:
        """Hand the services to the views of ``app``."""
        app.extensions[EXTENSION_NAME] = self

    def leave(self) -> None:
        """Send all followers away and start no more replies, because this process will end."""
        self.hub.leave()

    def finish(self, seconds: float) -> None:
        """Give the running replies ``seconds`` to end; what cannot is interrupted."""
        self.before_interrupting()
        self.hub.finish(seconds)

    def close(self) -> None:
        """Interrupt what still runs and close all connections."""
        self.before_interrupting()
        self.hub.close()
        self.client.close()


def services() -> Services:
    """Give the services of the current application."""
    return cast(Services, current_app.extensions[EXTENSION_NAME])
