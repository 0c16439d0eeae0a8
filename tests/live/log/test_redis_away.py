from __future__ import annotations

import logging
from dataclasses import replace
from threading import Event

import pytest

from tests.live.log.fixtures import MakeProcess
from tests.live.log.processes import START, TIMING, Process
from tests.servers.fault_proxy import FaultProxy
from tests.servers.redis import RedisServer
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.conversation import Ended
from webchat.errors import LogUnavailableError, ReplyRunningError

DONE = Ended("done", None)


def test_a_redis_that_comes_back_empty_is_given_the_reply_whole(
    redis_server: RedisServer, one: Process, other: Process
) -> None:
    one.begin("turn")
    one.say("One ")
    other.wait_until_shown("One ")
    redis_server.kill()
    one.say("two ")
    one.wait_until_shown("One two ")
    redis_server.start()
    one.say("three")

    other.wait_until_shown("One two three")
    with pytest.raises(ReplyRunningError):
        other.channel.claim()
    one.end()
    other.wait_until_shown("One two three", DONE)
    assert one.channel.position == other.channel.position


def test_a_redis_that_was_frozen_for_long_goes_on_where_it_was(
    redis_server: RedisServer, one: Process, other: Process
) -> None:
    one.begin("turn")
    one.say("One ")
    other.wait_until_shown("One ")
    redis_server.freeze()
    one.say("two ")
    one.wait_until_shown("One two ")
    other.wait_until_free()
    redis_server.thaw()
    one.say("three")

    other.wait_until_shown("One two three")
    one.end()
    other.wait_until_shown("One two three", DONE)


def test_an_end_is_written_though_redis_is_back_only_later(
    redis_server: RedisServer, one: Process, other: Process
) -> None:
    one.begin("turn")
    one.say("All")
    other.wait_until_shown("All")
    redis_server.kill()
    one.end()
    one.wait_until_shown("All", DONE)
    with pytest.raises(LogUnavailableError):
        one.channel.claim()
    redis_server.start()

    other.wait_until_shown("All", DONE)
    other.wait_until_free()
    other.begin("next")


def test_without_redis_pages_are_served_and_messages_refused(
    redis_server: RedisServer, one: Process
) -> None:
    redis_server.kill()
    before = one.channel.position

    assert one.channel.begun_turns(START, PATIENCE_SECONDS) == set()
    one.channel.watch()
    assert not one.channel.stop()
    with pytest.raises(LogUnavailableError):
        one.channel.claim()
    assert not one.channel.is_running
    assert one.channel.position == before


def test_a_session_opened_without_redis_joins_the_others_later(
    redis_server: RedisServer, one: Process, other: Process
) -> None:
    redis_server.kill()
    one.channel.watch()
    redis_server.start()
    other.wait_until_joined()
    other.begin("turn")
    other.say("Hello")

    one.wait_until_shown("Hello")
    assert one.channel.position.epoch == other.channel.position.epoch


def test_a_process_that_was_cut_off_comes_back_with_all_it_has_read(
    road: FaultProxy, remote: Process, other: Process
) -> None:
    remote.begin("turn")
    remote.say("One ")
    other.wait_until_shown("One ")
    road.stall()
    remote.say("two ")
    other.wait_until_shown("One ", Ended("interrupted", None))
    remote.wait_until_shown("One two ")
    road.cut()
    road.resume()

    other.wait_until_shown("One two ")
    remote.say("three")
    remote.end()
    other.wait_until_shown("One two three", DONE)
    remote.wait_until_shown("One two three", DONE)
    assert remote.channel.position == other.channel.position


def test_a_reply_whose_place_was_taken_never_mixes_with_the_one_that_took_it(
    road: FaultProxy, remote: Process, other: Process
) -> None:
    remote.channel.watch()
    remote.begin("first")
    remote.say("One ")
    other.wait_until_shown("One ")
    road.stall()
    remote.say("two ")
    other.wait_until_shown("One ", Ended("interrupted", None))
    other.wait_until_free()
    other.begin("second")
    other.say("Second")
    road.cut()
    road.resume()
    remote.say("three")
    remote.wait_until_shown("One two three")
    assert remote.channel.position.epoch != other.channel.position.epoch
    remote.end()

    remote.wait_until_shown("Second")
    other.say(" reply")
    other.end()
    remote.wait_until_shown("Second reply", DONE)
    assert remote.channel.position == other.channel.position


def test_a_place_taken_without_learning_of_it_is_given_back(
    road: FaultProxy, make_process: MakeProcess, other: Process
) -> None:
    # Held for longer than this test waits: the place cannot become free by itself.
    remote = make_process(road.url.replace("http", "redis"), replace(TIMING, lease=60.0))
    remote.wait_until_joined()
    road.stall(road.downstream)

    with pytest.raises(LogUnavailableError):
        remote.channel.claim()

    road.cut()
    road.resume(road.downstream)
    other.wait_until_joined()


def test_who_may_have_missed_a_word_is_told_so(redis_server: RedisServer, one: Process) -> None:
    gap = Event()
    one.logs.listen(lambda word: None, gap.set)
    assert gap.wait(PATIENCE_SECONDS)
    gap.clear()

    redis_server.kill()
    redis_server.start()

    assert gap.wait(PATIENCE_SECONDS)


def test_an_absence_is_told_once_without_a_password(
    redis_server: RedisServer, make_process: MakeProcess, caplog: pytest.LogCaptureFixture
) -> None:
    address = f"127.0.0.1:{redis_server.port}"
    one = make_process(redis_server.url.replace("//", "//default:hush@"))
    one.wait_until_joined()
    with caplog.at_level(logging.INFO):
        one.channel.claim()
        redis_server.kill()
        for _ in range(3):
            one.channel.stop()
            one.channel.begun_turns(START, 0)
        redis_server.start()
        one.channel.release()
        one.wait_until_joined()

    told = [record.getMessage() for record in caplog.records]
    assert [text.partition("(")[0] for text in told] == [
        f"Redis at {address} is away ",
        f"Redis at {address} is back",
    ]
    assert "hush" not in caplog.text
