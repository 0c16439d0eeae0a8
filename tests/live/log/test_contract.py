from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread

import pytest

from tests.live.log.changes import started, words
from tests.servers.redis import RedisServer
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.conversation import Ended, TurnNamed
from webchat.errors import ReplyRunningError
from webchat.live.log import Log, Logs, MemoryLogs
from webchat.live.log.redis_logs import RedisLogs


@pytest.fixture(params=["memory", "redis"])
def logs(request: pytest.FixtureRequest) -> Iterator[Logs]:
    opened: Logs = MemoryLogs()
    if request.param == "redis":
        server: RedisServer = request.getfixturevalue("redis_server")
        opened = RedisLogs(server.url, lambda session_id, updates: None)
    yield opened
    opened.close()


@pytest.fixture
def stop_wanted() -> Event:
    return Event()


@pytest.fixture
def log(logs: Logs, stop_wanted: Event) -> Log:
    return logs.open("session000", stop_wanted.set)


def test_numbers_grow_by_one_and_are_read_after_any_of_them(log: Log) -> None:
    log.claim()
    start = log.position
    log.append("turn", [started("turn")])
    log.append("turn", words("One ", "two "))
    log.append("turn", [])
    log.end("turn", [*words("three"), Ended("done", None)])

    updates = log.after(start.number)
    assert [update.number for update in updates] == [start.number + count for count in range(1, 6)]
    assert [update.change for update in updates[1:]] == [
        *words("One ", "two ", "three"),
        Ended("done", None),
    ]
    assert {update.correlation_id for update in updates} == {"turn"}
    assert log.after(start.number + 3) == updates[3:]
    assert log.position.epoch == start.epoch
    assert log.after(log.position.number) == []


def test_numbers_that_were_not_given_yet_are_refused(log: Log) -> None:
    with pytest.raises(LookupError):
        log.after(log.position.number + 1)


def test_what_was_discarded_is_refused_and_the_rest_is_kept(log: Log) -> None:
    log.claim()
    log.append("turn", [started("turn"), *words("One ", "two ")])
    newest = log.position.number

    log.discard(newest - 1)

    assert log.oldest() == newest - 1
    assert [update.number for update in log.after(newest - 1)] == [newest]
    with pytest.raises(LookupError):
        log.after(newest - 2)


def test_the_place_is_taken_once_until_it_is_given_back(log: Log) -> None:
    assert not log.is_claimed
    log.claim()
    assert log.is_claimed
    with pytest.raises(ReplyRunningError):
        log.claim()

    log.release()

    assert not log.is_claimed
    log.claim()


def test_who_sees_the_end_can_begin_at_once(log: Log) -> None:
    for number in range(5):
        log.claim()
        log.append(f"turn{number}", [started(f"turn{number}")])
        log.end(f"turn{number}", [Ended("done", None)])
        assert not log.is_claimed


def test_the_sessions_are_apart(logs: Logs, log: Log) -> None:
    other = logs.open("another000", Event().set)
    log.claim()
    other.claim()
    log.append("turn", [started("turn")])

    assert other.turns.running is None
    assert other.position.number == other.oldest()


def test_a_reply_is_asked_to_stop_where_there_is_one(log: Log, stop_wanted: Event) -> None:
    assert not log.ask_to_stop()
    log.claim()

    assert log.ask_to_stop()

    assert stop_wanted.wait(PATIENCE_SECONDS)


def test_turns_are_told_as_they_begin_are_named_and_end(log: Log) -> None:
    log.claim()
    log.append("local", [started("local"), TurnNamed("real")])
    assert log.turns.running == "local"
    assert log.turns.known_as("real") == "local"

    log.end("local", [Ended("done", None)])

    assert log.turns.running is None
    assert log.turns.begun_after(0) == {"local"}


def test_who_waits_for_news_is_woken_by_each_of_them(log: Log) -> None:
    log.claim()
    seen = log.position.number
    with log.news:
        writer = Thread(target=lambda: log.append("turn", [started("turn")]))
        writer.start()
        assert log.news.wait_for(lambda: log.position.number > seen, PATIENCE_SECONDS)
    writer.join()


def test_to_refresh_and_to_watch_change_nothing_where_nobody_else_writes(log: Log) -> None:
    log.claim()
    log.append("turn", [started("turn"), *words("One ")])
    before = log.position, log.after(log.oldest())

    log.refresh()
    log.watch()

    assert (log.position, log.after(log.oldest())) == before
    assert log.is_claimed


def test_a_word_that_is_told_is_heard_once(logs: Logs) -> None:
    heard: list[str] = []
    logs.listen(heard.append, Event().set)

    logs.tell("guest")
    logs.tell("another")

    assert heard == ["guest", "another"]
