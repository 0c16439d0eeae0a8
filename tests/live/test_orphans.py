from __future__ import annotations

import pytest
from sqlalchemy import Engine

from tests.live.log.changes import ended_turn, first_words, started, turn, words
from webchat.conversation import Change, Ended, TurnNamed, TurnStarted, Update
from webchat.journal import Journal, JournaledReply
from webchat.live.orphans import Orphans

SESSION = "session000"


@pytest.fixture
def dead(database: Engine) -> Journal:
    return Journal(database)


@pytest.fixture
def living(database: Engine) -> Journal:
    return Journal(database)


def orphan(text: str) -> list[Update]:
    """Give what others were told of a reply before its process died."""
    changes: list[TurnStarted | TurnNamed | Change] = [
        started("local"),
        TurnNamed("turn"),
        *first_words(),
        *words(*text),
        Ended("interrupted", None),
    ]
    return [Update(number, "local", change) for number, change in enumerate(changes, start=1)]


def kept(journal: Journal) -> list[JournaledReply]:
    return list(journal.replies(SESSION).values())


def test_what_came_after_the_last_checkpoint_is_kept(dead: Journal, living: Journal) -> None:
    dead.begin(SESSION, turn("turn"))
    dead.checkpoint(SESSION, ended_turn("turn", "streaming", "Half"))

    Orphans(living).keep(SESSION, orphan("Half of it"))

    (reply,) = kept(living)
    assert reply.turn == ended_turn("turn", "interrupted", "Half of it")


def test_what_only_the_journal_has_is_left(dead: Journal, living: Journal) -> None:
    dead.begin(SESSION, ended_turn("turn", "streaming", "Half of it"))

    Orphans(living).keep(SESSION, orphan("Half"))

    (reply,) = kept(living)
    assert reply.turn == ended_turn("turn", "streaming", "Half of it")


def test_what_ended_in_the_journal_has_ended(dead: Journal, living: Journal) -> None:
    dead.begin(SESSION, ended_turn("turn", "stopped", "Half"))

    Orphans(living).keep(SESSION, orphan("Half of it"))

    (reply,) = kept(living)
    assert reply.turn == ended_turn("turn", "stopped", "Half")


def test_what_upstream_has_stored_is_not_kept(living: Journal) -> None:
    Orphans(living).keep(SESSION, orphan("Half of it"))

    assert kept(living) == []


def test_a_place_without_a_turn_leaves_nothing(living: Journal) -> None:
    Orphans(living).keep(SESSION, [])

    assert kept(living) == []
