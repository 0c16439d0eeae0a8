from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.live.fixtures import Conversation
from tests.live.recording_view import RecordingView
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.live import Channel, MemoryLogs, Position
from webchat.live.channels import Channels


def test_many_followers_are_each_given_everything_once(conversation: Conversation) -> None:
    def follow() -> int:
        position = Position("", 0)
        with conversation.hub.follow(conversation.session_id, "en") as follower:
            while True:
                assert follower.wait(position, PATIENCE_SECONDS)
                with conversation.channel.view("en") as view:
                    position = conversation.channel.shown("en")
                    if view.ends:
                        return position.number

    with ThreadPoolExecutor(8) as pool:
        ends = [pool.submit(follow) for _ in range(8)]
        conversation.start("Hello")
        reply = conversation.upstream.next_reply()
        reply.say(*[f"{number} " for number in range(1000)])
        reply.end()
        numbers = {end.result(PATIENCE_SECONDS) for end in ends}

    assert numbers == {conversation.channel.position.number}
    with conversation.channel.view("en") as view:
        assert view.text == "".join(f"{number} " for number in range(1000))
    assert conversation.channel.wait_for_followers(0, 0)


def test_channels_that_were_not_used_for_long_are_forgotten() -> None:
    channels = Channels(
        lambda session_id: Channel(session_id, MemoryLogs(), RecordingView), idle_seconds=0.0
    )
    unused = channels.get("unused0000")

    with channels.kept("watched000") as watched:
        assert channels.get("unused0000") is not unused
        assert channels.get("watched000") is watched


def test_idle_channels_are_forgotten_and_busy_ones_kept(conversation: Conversation) -> None:
    hub = conversation.hub = conversation.make_hub(max_channels=2)
    conversation.start("Hello")
    running = conversation.channel
    with hub.follow("watched000", "en") as follower:
        idle = hub.channel("idle000000")
        hub.channel("another000")

        assert conversation.channel is running
        assert hub.channel("watched000") is follower.channel
        assert hub.channel("idle000000") is not idle
    conversation.upstream.next_reply().end()
    running.wait_for_end(PATIENCE_SECONDS)
