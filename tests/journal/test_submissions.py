from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select

from tests.journal.clock import Clock
from webchat.journal import Submission, Submissions
from webchat.journal.tables import submissions

FIRST = Submission(is_first=True, is_settled=False, session_id=None)
PENDING = Submission(is_first=False, is_settled=False, session_id=None)
TAKERS = 8


@pytest.fixture
def forms(engine: Engine, clock: Clock) -> Submissions:
    return Submissions(engine, clock)


def count(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(submissions)).scalar_one()


def test_only_the_first_of_two_is_to_send(forms: Submissions) -> None:
    assert forms.take("kim", "f1") == FIRST
    assert forms.take("kim", "f1") == PENDING


def test_ids_of_other_people_and_other_ids_are_apart(forms: Submissions) -> None:
    forms.take("kim", "f1")

    assert forms.take("alex", "f1") == FIRST
    assert forms.take("kim", "f2") == FIRST


def test_a_repeat_learns_where_the_first_was_sent(forms: Submissions, clock: Clock) -> None:
    forms.take("kim", "f1")
    forms.settle("kim", "f1", "s1")
    clock.advance(3_600)

    settled = Submission(is_first=False, is_settled=True, session_id="s1")
    assert forms.take("kim", "f1") == settled


def test_what_was_withdrawn_can_be_sent_again(forms: Submissions) -> None:
    forms.take("kim", "f1")
    forms.withdraw("kim", "f1")

    assert forms.take("kim", "f1") == FIRST


def test_what_was_sent_cannot_be_withdrawn(forms: Submissions) -> None:
    forms.take("kim", "f1")
    forms.settle("kim", "f1", "s1")
    forms.withdraw("kim", "f1")

    assert forms.take("kim", "f1").session_id == "s1"


def test_what_was_settled_without_a_trace_of_its_taking_is_known(forms: Submissions) -> None:
    forms.settle("kim", "f1", "s1")

    assert forms.take("kim", "f1").is_settled


def test_what_is_pending_for_long_can_be_taken_again_once(forms: Submissions, clock: Clock) -> None:
    forms.take("kim", "f1")
    clock.advance(119)
    assert forms.take("kim", "f1") == PENDING
    clock.advance(2)

    assert forms.take("kim", "f1") == FIRST
    assert forms.take("kim", "f1") == PENDING


@pytest.mark.parametrize("pending_for", [None, 121])
def test_of_many_that_take_at_once_one_is_first(
    engine: Engine, clock: Clock, pending_for: float | None
) -> None:
    if pending_for is not None:
        Submissions(engine, clock).take("kim", "f1")
        clock.advance(pending_for)
    start = Barrier(TAKERS)

    def take(_: int) -> bool:
        forms = Submissions(engine, clock)
        start.wait(timeout=20)
        return forms.take("kim", "f1").is_first

    with ThreadPoolExecutor(TAKERS) as takers:
        assert sum(takers.map(take, range(TAKERS))) == 1


def test_what_is_older_than_a_day_is_pruned(
    forms: Submissions, engine: Engine, clock: Clock
) -> None:
    forms.take("kim", "old")
    forms.settle("kim", "old", "s1")
    clock.advance(3_600)
    forms.take("kim", "younger")
    clock.advance(83_000)
    forms.take("kim", "new")

    assert count(engine) == 2
    assert forms.take("kim", "old") == FIRST


@pytest.mark.parametrize("odd", ["", "\x00", "\ud800", "x" * 10_000])
def test_any_text_can_be_an_id(forms: Submissions, odd: str) -> None:
    assert forms.take(odd, odd) == FIRST
    forms.settle(odd, odd, "s1")

    assert forms.take(odd, odd).is_settled
