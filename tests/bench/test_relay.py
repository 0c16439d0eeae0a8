from __future__ import annotations

import time
from contextlib import closing

import pytest
from jinja2 import Environment
from sqlalchemy import Engine

from tests.bench.figures import Figures
from tests.bench.flood import flooding_upstream
from tests.bench.floor import texts
from webchat.client import Flux0
from webchat.journal import Journal
from webchat.live import Follower, Hub, MemoryLogs, Position
from webchat.render import SessionView

pytestmark = pytest.mark.bench

CHUNKS = 50_000
PATIENCE_SECONDS = 60.0
SESSION_ID = "flood00000"


def test_chunks_a_second_of_the_relay(
    environment: Environment, database: Engine, figures: Figures
) -> None:
    with flooding_upstream(CHUNKS) as url:
        of_chat, frames = relayed(environment, Journal(database), url)
        of_floor = read_by_the_floor(url)

    figures.add("relay and one follower: chunks/s", CHUNKS / of_chat, CHUNKS / of_floor)
    figures.add("    frames", frames, CHUNKS)


def relayed(environment: Environment, journal: Journal, url: str) -> tuple[float, int]:
    """Relay a reply to one follower; tell the seconds it took, and how many frames."""

    def make_view(session_id: str, language: str, start: int) -> SessionView:
        return SessionView(environment, session_id, start)

    hub = Hub(make_view, MemoryLogs(), journal, PATIENCE_SECONDS)
    with closing(hub), Flux0(url) as client:
        started = time.monotonic()
        hub.start(SESSION_ID, "Go", client)
        frames = read_frames(hub.follow(SESSION_ID, "en"))
        return time.monotonic() - started, frames


def read_frames(joined: Follower[SessionView]) -> int:
    """Read frames until the reply is over; tell how many."""
    position, frames = Position("", 0), 0
    is_running = True
    with joined as follower:
        while is_running:
            assert follower.wait(position, PATIENCE_SECONDS), "nothing came"
            with follower.channel.view("en") as view:
                assert view.fragments_after(position.number)
                position, is_running = follower.channel.shown("en"), view.is_running
            frames += 1
    assert position.number > CHUNKS, "a chunk was lost"
    return frames


def read_by_the_floor(url: str) -> float:
    """Tell the seconds in which the floor reads a reply."""
    started = time.monotonic()
    assert sum(1 for _ in texts(url, SESSION_ID)) == CHUNKS
    return time.monotonic() - started
