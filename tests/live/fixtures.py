from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.live.recording_view import RecordingView
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from webchat.client import Flux0
from webchat.conversation import Ended, Turn
from webchat.live import Channel, Hub, MemoryLogs, Position
from webchat.live.patience import Patience


class Conversation:
    """A session with an agent for which the test speaks."""

    def __init__(self, upstream: ScriptedUpstream, client: Flux0) -> None:
        self.upstream = upstream
        self.client = client
        self.session_id = str(upstream.create_session("somebody00", None)["id"])
        self.hub = self.make_hub()

    def make_hub(
        self,
        silence_timeout: float = PATIENCE_SECONDS,
        max_channels: int = 1_000,
        patience: Callable[[], Patience] = Patience,
    ) -> Hub[RecordingView]:
        return Hub(RecordingView, MemoryLogs(), silence_timeout, max_channels, patience)

    @property
    def channel(self) -> Channel[RecordingView]:
        return self.hub.channel(self.session_id)

    def start(self, text: str) -> Turn:
        return self.hub.start(self.session_id, text, self.client)

    def reply_to(self, text: str) -> ScriptedReply:
        self.start(text)
        return self.upstream.next_reply()


@pytest.fixture
def conversation(upstream: ScriptedUpstream) -> Iterator[Conversation]:
    with Flux0(upstream.url) as client:
        yield Conversation(upstream, client)


def wait_until(channel: Channel[RecordingView], is_so: Callable[[RecordingView], bool]) -> None:
    position = Position("", 0)
    while True:
        with channel.view() as view:
            if is_so(view):
                return
            position = channel.shown
        assert channel.wait_for_news(position, PATIENCE_SECONDS), "nothing came"


def wait_until_said(channel: Channel[RecordingView], text: str) -> None:
    wait_until(channel, lambda view: view.text == text)


def the_end(channel: Channel[RecordingView]) -> Ended:
    assert channel.wait_for_end(PATIENCE_SECONDS)
    with channel.view() as view:
        (end,) = view.ends
        return end
