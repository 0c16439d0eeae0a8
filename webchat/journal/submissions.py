"""The submissions: forms that were sent, each under an id made in the browser."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, Row, delete, select, update

from webchat.journal.failures import reporting_failures
from webchat.journal.rows import add, has_key, key_of, put
from webchat.journal.tables import submissions

PENDING_SECONDS = 120.0
KEPT_SECONDS = 86_400.0
PRUNING_INTERVAL_SECONDS = 3_600.0


@dataclass(frozen=True)
class Submission:
    """What became of a submission: whether the caller is to send it, or where it was sent to."""

    is_first: bool
    is_settled: bool
    session_id: str | None


class Submissions:
    """The submissions of all processes; all methods raise JournalError.

    A ``scope`` is whatever keeps the ids of one person from those of another.
    """

    def __init__(self, engine: Engine, clock: Callable[[], float] = time.time) -> None:
        self._engine = engine
        self._clock = clock
        self._pruned_at = float("-inf")

    def take(self, scope: str, submission_id: str) -> Submission:
        """Take a submission for sending; only the first of all that try is told to.

        One that is pending for so long that its process must have died can be taken again.
        """
        key, now = _key(scope, submission_id), self._clock()
        with reporting_failures():
            self._prune(now)
            while True:
                taken = {**key, "state": "pending", "created_at": now}
                if add(self._engine, submissions, taken) or self._take_over(key, now):
                    return Submission(is_first=True, is_settled=False, session_id=None)
                row = self._find(key)
                if row is not None:
                    return Submission(False, row.state == "settled", row.session_id)
                # another process withdrew it just now, so it can be taken

    def settle(self, scope: str, submission_id: str, session_id: str) -> None:
        """Note that a submission was sent to a session."""
        values = {"state": "settled", "session_id": session_id}
        with reporting_failures():
            first = {"created_at": self._clock()}
            put(self._engine, submissions, _key(scope, submission_id), values, first)

    def withdraw(self, scope: str, submission_id: str) -> None:
        """Note that a submission was not sent after all: it may be taken again."""
        pending = submissions.c.state == "pending"
        statement = delete(submissions).where(
            has_key(submissions, _key(scope, submission_id)), pending
        )
        with reporting_failures(), self._engine.begin() as connection:
            connection.execute(statement)

    def _prune(self, now: float) -> None:
        if now - self._pruned_at < PRUNING_INTERVAL_SECONDS:
            return
        old = submissions.c.created_at < now - KEPT_SECONDS
        with self._engine.begin() as connection:
            connection.execute(delete(submissions).where(old))
        self._pruned_at = now

    def _take_over(self, key: dict[str, str], now: float) -> bool:
        statement = update(submissions).where(
            has_key(submissions, key),
            submissions.c.state == "pending",
            submissions.c.created_at < now - PENDING_SECONDS,
        )
        with self._engine.begin() as connection:
            return connection.execute(statement.values(created_at=now)).rowcount > 0

    def _find(self, key: dict[str, str]) -> Row[Any] | None:
        with self._engine.connect() as connection:
            return connection.execute(
                select(submissions).where(has_key(submissions, key))
            ).one_or_none()


def _key(scope: str, submission_id: str) -> dict[str, str]:
    return {"scope": key_of(scope), "submission_id": key_of(submission_id)}
