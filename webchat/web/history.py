"""The turns of a session in their order, each of which is drawn only if it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import sleep

from flask import current_app

from webchat.conversation import Turn, weight_of
from webchat.render import TurnView, dom_id, with_numbers
from webchat.web.languages import current_language, environment


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A turn as it would be shown: its id on the page, its size, and how to draw it."""

    identity: str
    weight: int
    draw: Callable[[], str]

    def html(self) -> str:
        """Give it as a page shows it."""
        return with_numbers(self.draw(), self.identity)


def live_turn(correlation_id: str, html: str) -> ShownTurn:
    """Give a turn that is shown as its followers see it."""
    return ShownTurn(dom_id(correlation_id), len(html), lambda: html)


def stored_turn(session_id: str, turn: Turn) -> ShownTurn:
    """Give a turn that is shown as it was stored."""

    def draw() -> str:
        speaking = environment(current_app, current_language())
        view = TurnView(speaking, session_id, turn, 0)
        for _ in view.read_stored():
            # Rendering is pure computation: it must not stop a worker of gevent's.
            sleep(0)
        return view.html()

    return ShownTurn(dom_id(turn.correlation_id), weight_of(turn), draw)
