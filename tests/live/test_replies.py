from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.live.recording_view import RecordingView
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from webchat.client import Flux0
from webchat.conversation import Ended, Replaced, TurnStarted
from webchat.errors import APIError, ReplyRunningError, UnreachableError
from webchat.live import Channel, Hub
from webchat.live.relay import CUT, MALFORMED, STALLED

SHORT_SILENCE_SECONDS = 0.3


@pytest.fixture
def hub() -> Hub[RecordingView]:
    return Hub(RecordingView, PATIENCE_SECONDS)


@pytest.fixture
def session_id(upstream: ScriptedUpstream) -> str:
    return str(upstream.create_session("somebody00", None)["id"])


@pytest.fixture
def client(upstream: ScriptedUpstream) -> Iterator[Flux0]:
    with Flux0(upstream.url) as client:
        yield client


@pytest.fixture
def channel(hub: Hub[RecordingView], session_id: str) -> Channel[RecordingView]:
    return hub.channel(session_id)


def wait_until(channel: Channel[RecordingView], is_so: Callable[[RecordingView], bool]) -> None:
    number = 0
    while True:
        with channel.view() as view:
            if is_so(view):
                return
            number = view.number
        assert channel.wait_for_news(number, PATIENCE_SECONDS), "nothing came"


def wait_until_said(channel: Channel[RecordingView], text: str) -> None:
    wait_until(channel, lambda view: view.text == text)


def the_end(channel: Channel[RecordingView]) -> Ended:
    assert channel.wait_for_end(PATIENCE_SECONDS)
    with channel.view() as view:
        (end,) = view.ends
        return end


def test_a_reply_is_published_as_it_comes(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    turn = hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say("One ")
    wait_until_said(channel, "One ")
    reply.say("two")
    wait_until_said(channel, "One two")
    upstream.store_reply(reply)
    reply.end()

    assert the_end(channel) == Ended("done", None)
    with channel.view() as view:
        assert view.changes[0] == TurnStarted(turn)
        assert not any(isinstance(change, Replaced) for change in view.changes)
    assert turn.correlation_id == reply.correlation_id
    assert turn.message is not None
    assert turn.message.text == "Hello"


def test_a_reply_is_read_to_its_end_though_nobody_watches(
    upstream: ScriptedUpstream, hub: Hub[RecordingView], session_id: str, client: Flux0
) -> None:
    hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say(*["word "] * 500)
    upstream.store_reply(reply)
    reply.end()

    assert hub.channel(session_id).wait_for_end(PATIENCE_SECONDS)
    assert not reply.reader_left.is_set()
    with hub.channel(session_id).view() as view:
        assert view.text == "word " * 500


def test_a_second_message_is_refused_and_the_first_reply_goes_on(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    hub.start(session_id, "First", client)
    reply = upstream.next_reply()

    with pytest.raises(ReplyRunningError):
        hub.start(session_id, "Second", client)

    reply.say("Still here")
    wait_until_said(channel, "Still here")
    reply.end()
    the_end(channel)
    hub.start(session_id, "Third", client)
    assert upstream.next_reply().text == "Third"


def test_stop_closes_the_upstream_and_keeps_what_arrived(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say("Half")
    wait_until_said(channel, "Half")

    assert channel.stop()

    assert the_end(channel) == Ended("stopped", None)
    assert reply.reader_left.wait(PATIENCE_SECONDS)
    with channel.view() as view:
        assert view.text == "Half"
    assert not channel.stop(), "there is nothing left to stop"


def test_a_stream_that_breaks_off_fails_the_reply_in_words(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say("Half")
    reply.cut()

    assert the_end(channel) == Ended("failed", CUT)
    with channel.view() as view:
        assert view.text == "Half"


def test_a_silent_stream_fails_the_reply_in_words(
    upstream: ScriptedUpstream, session_id: str, client: Flux0
) -> None:
    hub = Hub(RecordingView, SHORT_SILENCE_SECONDS)
    hub.start(session_id, "Hello", client)
    upstream.next_reply().say("Half")

    assert the_end(hub.channel(session_id)) == Ended("failed", STALLED)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"event: chunk\ndata: {not json\n\n",
        b"event: chunk\ndata: \xff\n\n",
        b"event: chunk\ndata: [1]\n\n",
    ],
)
def test_rubbish_fails_the_reply_in_words(
    rubbish: bytes,
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say("Half")
    reply.send_raw(rubbish)
    reply.end()

    assert the_end(channel) == Ended("failed", MALFORMED)
    with channel.view() as view:
        assert view.text == "Half"


def test_an_error_of_the_agent_is_told_as_it_puts_it(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.status("error", exception="Traceback: secret", detail="No tea left.")
    reply.end()

    assert the_end(channel) == Ended("failed", "The agent ran into an error. No tea left.")


def test_what_upstream_stored_wins_over_what_it_streamed(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say("Frist")
    reply.said[:] = ["First"]
    upstream.store_reply(reply)
    reply.end()

    the_end(channel)
    with channel.view() as view:
        (replaced,) = [change for change in view.changes if isinstance(change, Replaced)]
    assert [part.text for part in replaced.parts] == ["First"]  # type: ignore[union-attr]


def test_a_refused_message_leaves_the_session_free(
    upstream: ScriptedUpstream, hub: Hub[RecordingView], session_id: str, client: Flux0
) -> None:
    path = f"/api/sessions/{session_id}/events/stream"
    upstream.answers["POST", path] = (500, {"detail": "broken"})
    with pytest.raises(APIError):
        hub.start(session_id, "Hello", client)
    del upstream.answers["POST", path]

    hub.start(session_id, "Hello again", client)

    assert upstream.next_reply().text == "Hello again"


def test_an_upstream_that_is_down_leaves_the_session_free(
    hub: Hub[RecordingView], session_id: str
) -> None:
    with Flux0("http://127.0.0.1:9") as client, pytest.raises(UnreachableError):
        hub.start(session_id, "Hello", client)

    assert not hub.channel(session_id).is_running


def test_a_message_whose_id_cannot_be_learnt_is_relayed_all_the_same(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    upstream.answers["GET", f"/api/sessions/{session_id}/events"] = (500, {"detail": "broken"})

    turn = hub.start(session_id, "Hello", client)
    reply = upstream.next_reply()
    reply.say("Hi")
    reply.end()

    assert the_end(channel) == Ended("done", None)
    assert turn.correlation_id.startswith("local-")


def test_many_followers_are_each_given_everything_once(
    upstream: ScriptedUpstream,
    hub: Hub[RecordingView],
    channel: Channel[RecordingView],
    session_id: str,
    client: Flux0,
) -> None:
    def follow() -> int:
        number = 0
        with hub.follow(session_id) as follower:
            while True:
                assert follower.wait(number, PATIENCE_SECONDS)
                with channel.view() as view:
                    number = view.number
                    if view.ends:
                        return number

    with ThreadPoolExecutor(8) as pool:
        ends = [pool.submit(follow) for _ in range(8)]
        hub.start(session_id, "Hello", client)
        reply = upstream.next_reply()
        reply.say(*[f"{number} " for number in range(1000)])
        reply.end()
        numbers = {end.result(PATIENCE_SECONDS) for end in ends}

    assert numbers == {channel.last_number}
    with channel.view() as view:
        assert view.text == "".join(f"{number} " for number in range(1000))
    assert channel.wait_for_followers(0, 0)


def test_idle_channels_are_forgotten_and_busy_ones_kept(
    upstream: ScriptedUpstream, session_id: str, client: Flux0
) -> None:
    hub = Hub(RecordingView, PATIENCE_SECONDS, max_channels=2)
    hub.start(session_id, "Hello", client)
    running = hub.channel(session_id)
    with hub.follow("watched000") as follower:
        idle = hub.channel("idle000000")
        hub.channel("another000")

        assert hub.channel(session_id) is running
        assert hub.channel("watched000") is follower.channel
        assert hub.channel("idle000000") is not idle
    upstream.next_reply().end()
    running.wait_for_end(PATIENCE_SECONDS)
