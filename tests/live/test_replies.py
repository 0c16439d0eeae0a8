from __future__ import annotations

from functools import partial

import pytest

from tests.live.fixtures import Conversation, the_end, wait_until, wait_until_said
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.client import Flux0
from webchat.conversation import (
    Ended,
    Replaced,
    StatusChanged,
    TextPart,
    TurnStarted,
)
from webchat.errors import APIError, ReplyRunningError, UnreachableError
from webchat.live.patience import Patience
from webchat.live.pulse import Pulse
from webchat.live.relay import BROKEN, CUT, MALFORMED, STALLED, STILL_WAITING

SHORT_SILENCE_SECONDS = 0.3


def test_a_reply_is_published_as_it_comes(conversation: Conversation) -> None:
    turn = conversation.start("Hello")
    reply = conversation.upstream.next_reply()
    reply.say("One ")
    wait_until_said(conversation.channel, "One ")
    reply.say("two")
    wait_until_said(conversation.channel, "One two")
    conversation.upstream.store_reply(reply)
    reply.end()

    assert the_end(conversation.channel) == Ended("done", None)
    with conversation.channel.view("en") as view:
        assert view.changes[0] == TurnStarted(turn)
        assert not any(isinstance(change, Replaced) for change in view.changes)
    assert turn.correlation_id == reply.correlation_id
    assert turn.message is not None
    assert turn.message.text == "Hello"


def test_a_reply_is_read_to_its_end_though_nobody_watches(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say(*["word "] * 500)
    conversation.upstream.store_reply(reply)
    reply.end()

    assert conversation.channel.wait_for_end(PATIENCE_SECONDS)
    assert not reply.reader_left.is_set()
    with conversation.channel.view("en") as view:
        assert view.text == "word " * 500


def test_a_second_message_is_refused_and_the_first_reply_goes_on(
    conversation: Conversation,
) -> None:
    conversation.start("First")
    reply = conversation.upstream.next_reply()

    with pytest.raises(ReplyRunningError):
        conversation.start("Second")

    reply.say("Still here")
    wait_until_said(conversation.channel, "Still here")
    reply.end()
    the_end(conversation.channel)
    conversation.start("Third")
    assert conversation.upstream.next_reply().text == "Third"


def test_stop_closes_the_upstream_and_keeps_what_arrived(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    wait_until_said(conversation.channel, "Half")

    assert conversation.channel.stop()

    assert the_end(conversation.channel) == Ended("stopped", None)
    assert reply.reader_left.wait(PATIENCE_SECONDS)
    with conversation.channel.view("en") as view:
        assert view.text == "Half"
    assert not conversation.channel.stop(), "there is nothing left to stop"


def test_a_stream_that_breaks_off_fails_the_reply_in_words(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    reply.cut()

    assert the_end(conversation.channel) == Ended("failed", CUT)
    with conversation.channel.view("en") as view:
        assert view.text == "Half"


def test_a_silent_stream_fails_the_reply_in_words(conversation: Conversation) -> None:
    conversation.hub = conversation.make_hub(SHORT_SILENCE_SECONDS)
    conversation.start("Hello")
    conversation.upstream.next_reply().say("Half")

    assert the_end(conversation.channel) == Ended("failed", STALLED)


@pytest.mark.parametrize(
    "rubbish",
    [
        b"event: chunk\ndata: {not json\n\n",
        b"event: chunk\ndata: \xff\n\n",
        b"event: chunk\ndata: [1]\n\n",
    ],
)
def test_rubbish_fails_the_reply_in_words(rubbish: bytes, conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    reply.send_raw(rubbish)
    reply.end()

    assert the_end(conversation.channel) == Ended("failed", MALFORMED)
    with conversation.channel.view("en") as view:
        assert view.text == "Half"


def test_an_error_of_the_agent_is_told_as_it_puts_it(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.status("error", exception="Traceback: secret", detail="No tea left.")
    reply.end()

    assert the_end(conversation.channel) == Ended(
        "failed", "The agent ran into an error. No tea left."
    )


def test_what_upstream_stored_wins_over_what_it_streamed(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Frist")
    reply.said[:] = ["First"]
    conversation.upstream.store_reply(reply)
    reply.end()

    the_end(conversation.channel)
    with conversation.channel.view("en") as view:
        (replaced,) = [change for change in view.changes if isinstance(change, Replaced)]
    texts = [part.text for part in replaced.parts if isinstance(part, TextPart)]
    assert texts == ["First"]


def test_a_refused_message_leaves_the_session_free(conversation: Conversation) -> None:
    path = f"/api/sessions/{conversation.session_id}/events/stream"
    conversation.upstream.answers["POST", path] = (500, {"detail": "broken"})
    with pytest.raises(APIError):
        conversation.start("Hello")
    del conversation.upstream.answers["POST", path]

    conversation.start("Hello again")

    assert conversation.upstream.next_reply().text == "Hello again"


def test_an_upstream_that_is_down_leaves_the_session_free(conversation: Conversation) -> None:
    conversation.client = Flux0("http://127.0.0.1:9")

    with pytest.raises(UnreachableError):
        conversation.start("Hello")

    assert not conversation.channel.is_running


def test_a_message_whose_id_cannot_be_learnt_is_relayed_all_the_same(
    conversation: Conversation,
) -> None:
    conversation.upstream.answers["GET", f"/api/sessions/{conversation.session_id}/events"] = (
        500,
        {"detail": "broken"},
    )

    turn = conversation.start("Hello")
    reply = conversation.upstream.next_reply()
    reply.say("Hi")
    reply.end()

    assert the_end(conversation.channel) == Ended("done", None)
    assert turn.correlation_id.startswith("local-")


def test_a_long_silence_is_told_until_the_agent_goes_on(conversation: Conversation) -> None:
    soon = partial(Patience, waiting_seconds=SHORT_SILENCE_SECONDS)
    conversation.hub = conversation.make_hub(patience=soon)
    reply = conversation.reply_to("Hello")
    reply.status("typing")
    wait_until(conversation.channel, lambda view: StatusChanged(STILL_WAITING) in view.changes)
    reply.say("Here I am")
    wait_until_said(conversation.channel, "Here I am")

    with conversation.channel.view("en") as view:
        statuses = [change.status for change in view.changes if isinstance(change, StatusChanged)]
    assert statuses == ["typing", STILL_WAITING, "typing"]
    reply.end()
    the_end(conversation.channel)


def test_an_error_of_the_agent_is_told_though_its_stream_breaks_off(
    conversation: Conversation,
) -> None:
    reply = conversation.reply_to("Hello")
    reply.status("error", detail="No tea left.")
    reply.cut()

    assert the_end(conversation.channel) == Ended(
        "failed", "The agent ran into an error. No tea left."
    )


def test_a_reply_that_cannot_be_read_for_want_of_threads_has_failed(
    conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(pulse: Pulse) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(Pulse, "start", refuse)
    reply = conversation.reply_to("Hello")

    assert the_end(conversation.channel) == Ended("failed", BROKEN)
    assert reply.reader_left.wait(PATIENCE_SECONDS)
