from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from sqlalchemy import Engine

from tests.live.aftermath import (
    SHORT_SILENCE_SECONDS,
    assert_the_next_message_works,
    last_end,
    lose_patience_soon,
    text_of,
)
from tests.live.fixtures import Conversation, wait_until, wait_until_said
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from webchat.client import Flux0
from webchat.conversation import Ended, StatusChanged
from webchat.errors import NoAnswerError, UnreachableError
from webchat.journal import Journal
from webchat.live.patience import Patience
from webchat.live.relay import CUT, STALLED, STILL_WAITING

LATENCY_SECONDS = 0.02
POEM = ["Über ", "allen ", "Gipfeln\n", "ist ", "Ruh. ", "\N{OWL}"]

Fault = Callable[[FaultProxy], None]


@pytest.fixture
def proxy(upstream: ScriptedUpstream) -> Iterator[FaultProxy]:
    with fault_proxy(upstream.url) as running:
        yield running


@pytest.fixture
def distant(
    upstream: ScriptedUpstream, proxy: FaultProxy, database: Engine
) -> Iterator[Conversation]:
    with Flux0(proxy.url) as client:
        conversation = Conversation(upstream, client, Journal(database))
        yield conversation
        conversation.finish()


def test_a_refused_connection_is_unreachable_until_it_is_accepted(
    distant: Conversation, proxy: FaultProxy
) -> None:
    proxy.refuse()

    with pytest.raises(UnreachableError):
        distant.start("Hello")

    assert not distant.channel.is_running
    proxy.accept()
    assert_the_next_message_works(distant)


def test_a_connection_cut_before_the_first_byte_gives_no_answer(
    distant: Conversation, proxy: FaultProxy
) -> None:
    proxy.cut_after_bytes(0)

    with pytest.raises(NoAnswerError):
        distant.start("Hello")

    assert distant.upstream.next_reply().text == "Hello", "it had been received"
    assert not distant.channel.is_running
    assert_the_next_message_works(distant)


def test_a_server_that_is_silent_from_the_first_gives_no_answer(
    distant: Conversation, proxy: FaultProxy
) -> None:
    patient = distant.client
    distant.client = patient.with_read_timeout(SHORT_SILENCE_SECONDS)
    proxy.stall(proxy.downstream)

    with pytest.raises(NoAnswerError):
        distant.start("Hello")

    distant.client = patient
    assert distant.upstream.next_reply().text == "Hello", "it had been received"
    assert not distant.channel.is_running
    proxy.resume()
    assert_the_next_message_works(distant)


@pytest.mark.parametrize("fault", [FaultProxy.cut, FaultProxy.reset])
def test_a_connection_that_breaks_in_mid_reply_fails_it_in_words(
    fault: Fault, distant: Conversation, proxy: FaultProxy
) -> None:
    reply = distant.reply_to("Hello")
    reply.say("Half")
    wait_until_said(distant.channel, "Half")

    fault(proxy)

    assert last_end(distant) == Ended("failed", CUT)
    assert text_of(distant) == "Half"
    assert reply.reader_left.wait(PATIENCE_SECONDS)
    assert_the_next_message_works(distant)


@pytest.mark.parametrize("count", [300, 600, 900, 1200, 1500])
def test_a_connection_cut_anywhere_keeps_the_whole_events_before(
    count: int, distant: Conversation, proxy: FaultProxy
) -> None:
    proxy.cut_after_bytes(count)
    reply = distant.reply_to("Hello")
    reply.say(*POEM)

    assert last_end(distant) == Ended("failed", CUT)
    assert text_of(distant) in ["".join(POEM[:number]) for number in range(len(POEM))]
    assert_the_next_message_works(distant)


def test_a_connection_that_stalls_in_mid_reply_fails_it_in_words(
    distant: Conversation, proxy: FaultProxy
) -> None:
    lose_patience_soon(distant)
    reply = distant.reply_to("Hello")
    reply.say("Half")
    wait_until_said(distant.channel, "Half")

    proxy.stall()
    reply.say(" and what nobody will see")

    assert last_end(distant) == Ended("failed", STALLED)
    assert text_of(distant) == "Half"
    proxy.resume()
    assert_the_next_message_works(distant)


def test_single_bytes_that_come_late_make_the_same_reply(
    distant: Conversation, conversation: Conversation, proxy: FaultProxy
) -> None:
    proxy.latency_seconds, proxy.slice_bytes = LATENCY_SECONDS, 1
    changes = []
    for each in (distant, conversation):
        reply = each.reply_to("Hello")
        reply.status("processing")
        reply.say("Let me think.", event_id="thought", kind="reasoning")
        reply.say(*POEM)
        each.upstream.store_reply(reply)
        reply.end()
        assert last_end(each) == Ended("done", None)
        with each.channel.view("en") as view:
            changes.append(view.changes[1:])

    assert text_of(distant) == "Let me think." + "".join(POEM)
    assert changes[0] == changes[1]


def test_stop_waits_for_no_answer_of_a_server_that_hangs(
    distant: Conversation, proxy: FaultProxy
) -> None:
    soon = partial(Patience, waiting_seconds=SHORT_SILENCE_SECONDS)
    distant.hub = distant.make_hub(patience=soon)
    distant.reply_to("Hello").say("Half")
    wait_until_said(distant.channel, "Half")
    proxy.stall()
    wait_until(distant.channel, lambda view: StatusChanged(STILL_WAITING) in view.changes)

    distant.channel.stop()

    assert last_end(distant) == Ended("stopped", None)
