from __future__ import annotations

import gc
import weakref

import pytest

from tests.deadline import wait_until
from tests.live.log.changes import ended_turn
from tests.live.log.fixtures import MakeProcess
from tests.live.log.processes import SESSION, START, Process
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.conversation import Ended
from webchat.errors import ReplyRunningError

DONE = Ended("done", None)


def test_followers_of_both_processes_see_the_same(one: Process, other: Process) -> None:
    one.begin("turn")
    one.say(*[f"{number} " for number in range(3_000)])
    text = "".join(f"{number} " for number in range(3_000))
    other.wait_until_shown(text)
    one.say("end")
    one.end()

    other.wait_until_shown(text + "end", DONE)
    one.wait_until_shown(text + "end", DONE)
    assert one.channel.position == other.channel.position
    other.wait_until_free()


def test_a_character_cut_in_two_arrives_as_it_was(one: Process, other: Process) -> None:
    one.begin("turn")
    one.say("\ud83d", "\ude00")

    other.wait_until_shown("\ud83d\ude00")


def test_one_place_is_for_all_processes(one: Process, other: Process) -> None:
    one.channel.claim()
    with pytest.raises(ReplyRunningError):
        other.channel.claim()
    one.channel.release()
    one.begin("first")
    with pytest.raises(ReplyRunningError):
        other.begin("second")
    one.end()
    one.wait_until_shown("", DONE)
    other.wait_until_shown("", DONE)

    other.begin("second")

    with pytest.raises(ReplyRunningError):
        one.channel.claim()


def test_what_other_processes_wrote_is_known_after_a_refresh(one: Process, other: Process) -> None:
    one.begin("first")
    one.say("One")
    one.end()
    other.wait_until_shown("One", DONE)
    other.begin("second")
    other.say("Two")

    assert "second" in one.channel.begun_turns(START, PATIENCE_SECONDS)
    assert one.channel.is_running


def test_who_comes_late_is_told_the_last_turn_whole(
    one: Process, other: Process, make_process: MakeProcess
) -> None:
    one.begin("first")
    one.say("One")
    one.end()
    other.wait_until_shown("One", DONE)
    other.begin("second")
    other.say("Two")
    late = make_process()
    late.channel.watch()

    late.wait_until_shown("Two")
    assert late.channel.begun_turns(START, PATIENCE_SECONDS) == {"second"}
    assert late.channel.position.epoch == other.channel.position.epoch
    other.say(" and")
    late.wait_until_shown("Two and")


def test_a_reply_is_stopped_from_another_process(one: Process, other: Process) -> None:
    assert not other.channel.stop()
    one.begin("turn")

    assert other.channel.stop()

    assert one.is_stopped.wait(PATIENCE_SECONDS)
    one.end()
    other.wait_until_shown("", DONE)
    one.channel.claim()
    one.is_stopped.clear()
    one.start_turn("next")
    assert not one.is_stopped.is_set()


def test_a_reply_that_is_being_started_is_stopped_too(one: Process, other: Process) -> None:
    log = one.logs.open(SESSION, one.is_stopped.set)
    log.claim()

    assert other.channel.stop()

    assert one.is_stopped.wait(PATIENCE_SECONDS)


def test_the_reply_of_a_dead_process_is_interrupted_everywhere(
    one: Process, other: Process, make_process: MakeProcess
) -> None:
    third = make_process()
    third.channel.watch()
    one.begin("turn")
    one.say("Half")
    other.wait_until_shown("Half")
    one.die()

    other.wait_until_shown("Half", Ended("interrupted", None))
    third.wait_until_shown("Half", Ended("interrupted", None))
    other.wait_until_free()
    other.begin("next")
    other.say(" Next")
    third.wait_until_shown("Half Next", Ended("interrupted", None))
    assert third.channel.position == other.channel.position


def test_the_reply_of_a_dead_process_is_taken_in_once_and_whole(
    one: Process, other: Process, make_process: MakeProcess
) -> None:
    third = make_process()
    third.channel.watch()
    one.begin("turn")
    one.say("Half ", "of it")
    other.wait_until_shown("Half of it")
    one.die()
    for process in (other, third):
        process.wait_until_free()

    wait_until(lambda: bool(other.orphans + third.orphans))

    (orphan,) = other.orphans + third.orphans
    assert orphan == ended_turn("turn", "interrupted", "Half of it")
    assert orphan.reply.ended_at is not None
    assert [process.ended_at() for process in (other, third)] == [orphan.reply.ended_at] * 2


def test_a_process_that_died_before_its_turn_leaves_the_place_free(
    one: Process, other: Process
) -> None:
    one.channel.claim()
    one.die()
    other.channel.watch()
    assert other.channel.is_running

    other.wait_until_free()

    other.begin("turn")
    other.wait_until_shown("")


def test_a_listener_that_fails_once_is_told_what_comes_later(one: Process, other: Process) -> None:
    heard: list[str] = []

    def hear(word: str) -> None:
        heard.append(word)
        assert len(heard) > 1, "what nobody has thought of"

    def hears_more() -> bool:
        one.logs.tell("word")
        return len(heard) > 1

    other.logs.listen(hear, lambda: None)

    wait_until(hears_more)


def test_logs_that_nobody_keeps_are_forgotten(one: Process) -> None:
    log = weakref.ref(one.logs.open(SESSION + "2", one.is_stopped.set))

    gc.collect()

    assert log() is None
