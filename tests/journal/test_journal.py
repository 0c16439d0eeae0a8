from __future__ import annotations

import logging

import pytest
from sqlalchemy import Engine, update

from tests.journal.clock import Clock
from tests.journal.siblings import Sibling, turn
from webchat.conversation import ReplyState
from webchat.journal import Journal
from webchat.journal.tables import replies


def test_what_is_begun_is_read_by_another_process(process: Sibling) -> None:
    process("one").begin("s1", turn("It is"))

    (journaled,) = process("other").replies("s1").values()

    assert journaled.turn == turn("It is")
    assert (journaled.owner, journaled.is_running) == ("one", True)


def test_the_last_checkpoint_is_what_is_read(process: Sibling) -> None:
    one = process("one")
    one.begin("s1", turn("It is"))
    one.checkpoint("s1", turn("It is sunny"))

    assert one.replies("s1")["c1"].turn == turn("It is sunny")


@pytest.mark.parametrize("state", ["done", "stopped", "failed", "interrupted"])
def test_a_reply_that_has_ended_does_not_run(process: Sibling, state: ReplyState) -> None:
    ended = turn("It is", state=state)
    ended.reply.problem = "The agent could not be reached."
    one = process("one")
    one.begin("s1", turn("It is"))
    one.checkpoint("s1", ended)

    journaled = one.replies("s1")["c1"]

    assert (journaled.turn, journaled.is_running) == (ended, False)


def test_sessions_are_told_apart_by_whether_a_reply_runs_there(
    process: Sibling, clock: Clock
) -> None:
    one = process("one")
    for session_id in ("dead", "s1", "s 1"):
        clock.advance(6)
        one.begin(session_id, turn("It is"))
    one.checkpoint("s1", turn("It is", state="done"))

    assert process("other").running(["dead", "s1", "s 1", "unknown"]) == {"s 1"}


def test_a_checkpoint_of_what_was_never_begun_is_kept(process: Sibling) -> None:
    process("one").checkpoint("s1", turn("It is"))

    assert process("one").replies("s1")["c1"].turn == turn("It is")


def test_beginning_anew_takes_the_place_of_the_old(process: Sibling, clock: Clock) -> None:
    process("one").begin("s1", turn("Old", state="stopped"))
    process("one").begin("s1", turn("Beside", "c2"))
    clock.advance(1)
    process("other").begin("s1", turn("New"))

    journaled = process("one").replies("s1")

    assert list(journaled) == ["c2", "c1"]
    assert (journaled["c1"].turn, journaled["c1"].owner) == (turn("New"), "other")


def test_replies_come_oldest_first_whatever_was_written_last(
    process: Sibling, clock: Clock
) -> None:
    one = process("one")
    for correlation_id in ("z", "a", "m"):
        one.begin("s1", turn("It is", correlation_id))
        clock.advance(1)
    one.checkpoint("s1", turn("It is sunny", "z"))

    assert list(one.replies("s1")) == ["z", "a", "m"]


def test_other_sessions_are_not_mixed_in(process: Sibling) -> None:
    one = process("one")
    one.begin("s1", turn("Here"))
    one.begin("s2", turn("There"))
    one.forget("s2", "c1")

    assert [journaled.turn for journaled in one.replies("s1").values()] == [turn("Here")]
    assert one.replies("s2") == {}


def test_what_is_forgotten_is_gone_and_may_be_forgotten_again(process: Sibling) -> None:
    one = process("one")
    one.begin("s1", turn("It is"))
    one.forget("s1", "c1")
    one.forget("s1", "c1")
    one.renew("s1", "c1")

    assert one.replies("s1") == {}


@pytest.mark.parametrize("odd", ["", "a::b/c?d", "\x00", "\ud800", "é", "x" * 10_000, "sha256:1"])
def test_any_text_can_be_an_id_and_a_word(process: Sibling, odd: str) -> None:
    one = process("one")
    one.begin(odd, turn(odd, odd))
    one.renew(odd, odd)
    one.checkpoint(odd, turn(f"{odd} more", odd))

    assert {key: value.turn for key, value in one.replies(odd).items()} == {
        odd: turn(f"{odd} more", odd)
    }
    one.forget(odd, odd)
    assert one.replies(odd) == {}


@pytest.mark.parametrize("text", ["{", '"turn"', "{}"])
def test_a_reply_that_cannot_be_read_leaves_the_others_readable(
    process: Sibling, engine: Engine, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    one = process("one")
    one.begin("s1", turn("Broken", "c1"))
    one.begin("s1", turn("Whole", "c2"))
    with engine.begin() as connection:
        broken = update(replies).where(replies.c.correlation_id == "c1")
        connection.execute(broken.values(turn=text))

    with caplog.at_level(logging.WARNING):
        assert list(one.replies("s1")) == ["c2"]
    assert "cannot be read" in caplog.text


def test_each_journal_has_an_owner_of_its_own(engine: Engine) -> None:
    assert Journal(engine).owner != Journal(engine).owner
