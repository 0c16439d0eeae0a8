from __future__ import annotations

from contextlib import ExitStack
from threading import Event, Lock, Timer
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import Engine

from tests.deadline import wait_until
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.journal import Journal
from webchat.live import MemoryLogs
from webchat.live.session_lists import MOST_READ_AT_ONCE, SessionLists

GUESTS = 3 * MOST_READ_AT_ONCE


class SlowUpstream:
    """Has no session, and says so only when it is let."""

    def __init__(self) -> None:
        self.asked = self.most_waiting = self._waiting = 0
        self.may_answer = Event()
        self._lock = Lock()

    def client_of(self, guest: str) -> Any:
        return SimpleNamespace(user_sub=guest, sessions=SimpleNamespace(list=self._list))

    def _list(self) -> Any:
        with self._lock:
            self.asked += 1
            self._waiting += 1
            self.most_waiting = max(self.most_waiting, self._waiting)
        assert self.may_answer.wait(PATIENCE_SECONDS)
        with self._lock:
            self._waiting -= 1
        return SimpleNamespace(data=())


@pytest.fixture
def upstream() -> SlowUpstream:
    return SlowUpstream()


def test_an_upstream_is_asked_for_a_few_lists_at_once_however_many_look(
    database: Engine, upstream: SlowUpstream
) -> None:
    lists = SessionLists(Journal(database), MemoryLogs())
    with ExitStack() as looking:
        clients = [upstream.client_of(f"guest{number}") for number in range(GUESTS)]
        watched = [looking.enter_context(lists.watched(each, Event().set)) for each in clients]
        for each in watched:
            lists.refresh(each)
        wait_until(lambda: upstream.asked >= MOST_READ_AT_ONCE)
        upstream.may_answer.set()
        wait_until(lambda: all(each.number for each in watched))

    assert upstream.asked == GUESTS
    assert upstream.most_waiting == MOST_READ_AT_ONCE


def test_lists_that_are_closed_are_read_no_more(database: Engine, upstream: SlowUpstream) -> None:
    lists = SessionLists(Journal(database), MemoryLogs())
    client = upstream.client_of("ada")
    with lists.watched(client, Event().set) as watched:
        lists.refresh(watched)
        wait_until(lambda: upstream.asked == 1)
        lists.tell(client)
        upstream.may_answer.set()
        lists.close()
        assert not watched.is_being_read
        lists.tell(client)

    assert upstream.asked <= 2
    assert not watched.is_being_read


def test_what_was_being_read_already_is_not_what_was_asked_for_since(
    database: Engine, upstream: SlowUpstream
) -> None:
    lists = SessionLists(Journal(database), MemoryLogs())
    numbers: list[int] = []
    with lists.watched(
        upstream.client_of("ada"), lambda: numbers.append(watched.number)
    ) as watched:
        first = lists.refresh(watched)
        wait_until(lambda: upstream.asked == 1)
        since = lists.refresh(watched)
        upstream.may_answer.set()
        wait_until(lambda: len(numbers) == 2)

    assert numbers == [first, since]


def test_a_list_that_is_being_read_for_a_page_holds_up_the_end(
    database: Engine, upstream: SlowUpstream
) -> None:
    lists = SessionLists(Journal(database), MemoryLogs())
    reading = lists.begin_reading(upstream.client_of("ada"))
    wait_until(lambda: upstream.asked == 1)

    Timer(0.05, upstream.may_answer.set).start()
    lists.close()

    assert reading.done()


def test_no_page_waits_for_the_list_of_another(database: Engine, upstream: SlowUpstream) -> None:
    lists = SessionLists(Journal(database), MemoryLogs())

    readings = [lists.begin_reading(upstream.client_of(f"guest{number}")) for number in range(100)]

    wait_until(lambda: upstream.asked == len(readings))
    upstream.may_answer.set()
    assert [reading.result(PATIENCE_SECONDS) for reading in readings] == [[]] * len(readings)


def test_a_page_that_is_made_at_the_very_end_has_its_list(
    database: Engine, upstream: SlowUpstream
) -> None:
    lists = SessionLists(Journal(database), MemoryLogs())
    upstream.may_answer.set()

    lists.close()

    assert lists.begin_reading(upstream.client_of("ada")).result(PATIENCE_SECONDS) == []
