"""Submissions: forms whose message is sent once, however often they are sent.

A double click, a browser that tries again, a person who does because the answer was lost: all send
the id that the form got when it was drawn, or by the script after each message.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from hashlib import blake2s
from time import monotonic, sleep

from flask import Flask, request

from webchat.errors import (
    JournalError,
    SubmissionFailedError,
    SubmissionPendingError,
    WebchatError,
)
from webchat.journal import Submission
from webchat.web.services import services

logger = logging.getLogger(__name__)

FIELD = "submission"
ID_BYTES = 12
LOOK_SECONDS = 0.1
# To begin a chat upstream is asked for its agents, for a session, and to take the message; and
# for the page that the browser is led to, for the session and its events.
MOST_CALLS = 5
SPARE_SECONDS = 10


def init_app(app: Flask) -> None:
    """Let templates give each form its id, and say for how long its answer may be awaited."""
    app.jinja_env.globals.update(submission_id=submission_id, patience_seconds=patience_seconds)


def submission_id(problem: str | None = None) -> str:
    """Give the id of a form: of the one that was sent, if it is given back with a problem."""
    sent = request.form.get(FIELD) if problem else None
    return sent or secrets.token_urlsafe(ID_BYTES)


def patience_seconds() -> float:
    """Give the time after which a form without an answer will have none."""
    return MOST_CALLS * _call_seconds() + SPARE_SECONDS


def sent_once(scope: str, text: str, send: Callable[[], str]) -> str:
    """Call ``send`` unless this submission has been sent; give the session that it went to.

    ``scope`` tells the submissions of one person or session from those of others. A ``text`` that
    was changed since, or the agent named with it, is another submission. Raises what ``send``
    does, or SubmissionError where another request sends it and has not yet, or could not; then it
    may be sent again.
    """
    given = request.form.get(FIELD)
    if not given:
        return send()
    key = blake2s(f"{given} {text}".encode(errors="replace")).hexdigest()
    try:
        taken = services().submissions.take(scope, key)
    except JournalError as error:
        logger.warning("a submission is sent unchecked: %s", error)
        return send()
    return _settled(scope, key, send) if taken.is_first else _session_of(taken, scope, key)


def _settled(scope: str, key: str, send: Callable[[], str]) -> str:
    submissions = services().submissions
    try:
        session_id = send()
    except WebchatError:
        _journaled(lambda: submissions.withdraw(scope, key))
        raise
    _journaled(lambda: submissions.settle(scope, key, session_id))
    return session_id


def _journaled(write: Callable[[], None]) -> None:
    try:
        write()
    except JournalError as error:
        logger.warning("a submission is not journaled: %s", error)


def _session_of(taken: Submission, scope: str, key: str) -> str:
    """Wait for the one who sends it first, perhaps in another process."""
    deadline = monotonic() + _call_seconds()
    while taken.session_id is None:
        if monotonic() > deadline:
            raise SubmissionPendingError("the same message is still being sent")
        sleep(LOOK_SECONDS)
        taken = _looked_at_again(taken, scope, key)
        if taken.is_first:
            _journaled(lambda: services().submissions.withdraw(scope, key))
            raise SubmissionFailedError("the same message could not be sent")
    return taken.session_id


def _looked_at_again(taken: Submission, scope: str, key: str) -> Submission:
    try:
        return services().submissions.take(scope, key)
    except JournalError as error:
        # It is known that another sends it: what became of that may be known at the next look.
        logger.debug("what became of a submission is not known yet: %s", error)
        return taken


def _call_seconds() -> float:
    settings = services().settings
    return settings.connect_timeout + settings.answer_timeout
