from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.live.recording_view import RecordingView
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from webchat.client import Flux0
from webchat.conversation import Ended, Turn
from webchat.journal import Journal, open_journal
from webchat.live import Channel, Hub, MemoryLogs, Position
from webchat.live.patience import Patience


class Conversation:
    """A session with an agent for which the test speaks."""

    def __init__(self, upstream: ScriptedUpstream, client: Flux0, journal: Journal) -> None:
        self.upstream = upstream
        self.client = client
        self.session_id = str(upstream.create_session("somebody00", None)["id"])
        self.journal = journal
        self.hubs: list[Hub[RecordingView]] = []
        self.hub = self.make_hub()

    def make_hub(
        self,
        silence_timeout: float = PATIENCE_SECONDS,
        max_channels: int = 1_000,
        patience: Callable[[], Patience] = Patience,
    ) -> Hub[RecordingView]:
        hub = Hub(
            lambda _, language, start: RecordingView(language, start),
            MemoryLogs(),
            self.journal,
            silence_timeout,
            max_channels,
            patience,
        )
        self.hubs.append(hub)
        return hub

    def beside(self, journal: Journal) -> Conversation:
        """Give the same session as another process sees it."""
        other = copy(self)
        other.journal = journal
        other.hub = other.make_hub()
        return other

    def finish(self) -> None:
        for hub in self.hubs:
            hub.close()

    @property
    def channel(self) -> Channel[RecordingView]:
        return self.hub.channel(self.session_id)

    def start(self, text: str) -> Turn:
        return self.hub.start(self.session_id, text, self.client)

    def reply_to(self, text: str) -> ScriptedReply:
        self.start(text)
        return self.upstream.next_reply()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Engine]:
    engine = open_journal(f"sqlite:///{tmp_path / 'journal.db'}")
    yield engine
    engine.dispose()


@pytest.fixture
def conversation(upstream: ScriptedUpstream, database: Engine) -> Iterator[Conversation]:
    with Flux0(upstream.url) as client:
        conversation = Conversation(upstream, client, Journal(database))
        yield conversation
        conversation.finish()


def wait_until(channel: Channel[RecordingView], is_so: Callable[[RecordingView], bool]) -> None:
    position = Position("", 0)
    while True:
        with channel.view("en") as view:
            if is_so(view):
                return
            position = channel.shown("en")
        assert channel.wait_for_news(position, PATIENCE_SECONDS), "nothing came"


def wait_until_said(channel: Channel[RecordingView], text: str) -> None:
    wait_until(channel, lambda view: view.text == text)


def the_end(channel: Channel[RecordingView]) -> Ended:
    assert channel.wait_for_end(PATIENCE_SECONDS)
    with channel.view("en") as view:
        (end,) = view.ends
        return end
