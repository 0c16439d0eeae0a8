from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.journal.clock import Clock
from tests.journal.siblings import NOON, Sibling, turn


def test_a_reply_without_its_process_is_interrupted_with_its_text(
    process: Sibling, clock: Clock
) -> None:
    process("one").begin("s1", turn("It is"))
    clock.advance(10.5)

    journaled = process("other").replies("s1")["c1"]

    assert journaled.turn == turn("It is", state="interrupted")
    assert (journaled.owner, journaled.is_running) == ("one", False)


def test_a_reply_whose_process_did_not_say_when_it_ended_did_with_its_last_sign_of_life(
    process: Sibling, clock: Clock
) -> None:
    one = process("one")
    one.begin("s1", turn("Dead", "c1"))
    one.begin("s1", turn("Told by an older version", "c2", "stopped"))
    clock.advance(8)
    one.renew("s1", "c1")
    last_sign = datetime.fromtimestamp(clock.now, UTC)
    assert process("other").replies("s1")["c1"].turn.reply.ended_at is None
    clock.advance(11)

    first, second = process("other").replies("s1").values()

    assert first.turn.reply.ended_at == last_sign
    assert second.turn.reply.ended_at == last_sign - timedelta(seconds=8)


def test_when_a_reply_ended_is_kept_as_it_was_told(process: Sibling) -> None:
    ended = turn("It is", state="stopped")
    ended.reply.ended_at = NOON
    process("one").checkpoint("s1", ended)

    assert process("other").replies("s1")["c1"].turn.reply.ended_at == NOON


def test_only_what_has_run_out_is_interrupted(process: Sibling, clock: Clock) -> None:
    one = process("one")
    one.begin("s1", turn("Dead", "c1"))
    one.begin("s1", turn("Stopped", "c2", "stopped"))
    clock.advance(8)
    one.begin("s1", turn("Alive", "c3"))
    one.begin("s2", turn("Elsewhere"))
    clock.advance(8)

    journaled = process("other").replies("s1")

    states = [reply.turn.reply.state for reply in journaled.values()]
    assert states == ["interrupted", "stopped", "streaming"]


@pytest.mark.parametrize("deed", ["renew", "checkpoint"])
def test_a_lease_that_is_renewed_keeps_a_reply_running(
    process: Sibling, clock: Clock, deed: str
) -> None:
    one = process("one")
    one.begin("s1", turn("It is"))
    clock.advance(8)
    if deed == "renew":
        one.renew("s1", "c1")
    else:
        one.checkpoint("s1", turn("It is"))
    clock.advance(8)

    assert process("other").replies("s1")["c1"].is_running


def test_a_renewal_does_not_wake_what_was_marked_interrupted(
    process: Sibling, clock: Clock
) -> None:
    one, other = process("one"), process("other")
    one.begin("s1", turn("It is"))
    clock.advance(11)
    assert not other.replies("s1")["c1"].is_running

    one.renew("s1", "c1")

    journaled = other.replies("s1")["c1"]
    assert (journaled.turn.reply.state, journaled.is_running) == ("interrupted", False)


def test_a_process_does_not_renew_the_replies_of_another(process: Sibling, clock: Clock) -> None:
    process("one").begin("s1", turn("It is"))
    clock.advance(8)
    process("other").renew("s1", "c1")
    clock.advance(8)

    assert not process("other").replies("s1")["c1"].is_running


def test_the_end_that_the_owner_tells_overrules_the_mark(process: Sibling, clock: Clock) -> None:
    one, other = process("one"), process("other")
    one.begin("s1", turn("It is"))
    clock.advance(11)
    other.replies("s1")
    one.checkpoint("s1", turn("It is sunny.", state="done"))

    assert other.replies("s1")["c1"].turn == turn("It is sunny.", state="done")
