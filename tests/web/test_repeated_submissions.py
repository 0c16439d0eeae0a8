"""What becomes of a message that is sent again while it is being sent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import chain, repeat
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.errors import JournalError
from webchat.journal import Submission, Submissions
from webchat.web import problems
from webchat.web.services import EXTENSION_NAME

TO_SEND = Submission(is_first=True, is_settled=False, session_id=None)
PENDING = Submission(is_first=False, is_settled=False, session_id=None)
FAILED = JournalError("the database failed")

Look = Submission | JournalError


class ToldSubmissions(Submissions):
    """Submissions that are found, look after look, as a test says; the last is for all others."""

    def __init__(self, *looks: Look) -> None:
        super().__init__(create_engine("sqlite://"))
        self._looks = chain(looks, repeat(looks[-1]))

    def take(self, scope: str, submission_id: str) -> Submission:
        look = next(self._looks)
        if isinstance(look, JournalError):
            raise look
        return look

    def withdraw(self, scope: str, submission_id: str) -> None:
        raise FAILED


def settled(session_id: str) -> Submission:
    return Submission(is_first=False, is_settled=True, session_id=session_id)


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app(connect_timeout=0.5, answer_timeout=1.0)


@pytest.fixture
def tell(app: Flask) -> Callable[..., None]:
    """Have the submissions of the site found as is told."""

    def tell(*looks: Look) -> None:
        replace(app.extensions[EXTENSION_NAME], submissions=ToldSubmissions(*looks)).init_app(app)

    return tell


def repeated(person: Person, path: str, **headers: str) -> Any:
    form = {"content": "Hello", "submission": "one"}
    return person.browser.post(path, data=form, headers=headers)


def test_a_journal_that_fails_for_a_moment_makes_no_second_copy(
    tell: Callable[..., None], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    tell(PENDING, FAILED, settled(session_id))

    assert repeated(ada, f"/sessions/{session_id}/messages").status_code == 303
    assert upstream.events[session_id] == []


def test_a_journal_that_fails_for_a_moment_makes_no_second_chat(
    tell: Callable[..., None], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    tell(PENDING, FAILED, settled(session_id))

    assert repeated(ada, "/sessions").location == f"/sessions/{session_id}"
    assert list(upstream.sessions) == [session_id]


def test_a_journal_that_fails_from_then_on_has_the_message_refused(
    tell: Callable[..., None], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()
    tell(PENDING, FAILED)

    assert repeated(ada, f"/sessions/{session_id}/messages").status_code == 409
    assert upstream.events[session_id] == []


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
@pytest.mark.parametrize(
    ("looks", "sentence"),
    [([PENDING], problems.STILL_SENDING), ([PENDING, TO_SEND], problems.SENDING_FAILED)],
    ids=["still being sent", "not sent"],
)
def test_who_sends_again_what_has_not_arrived_is_told_why(
    looks: list[Look],
    sentence: str,
    headers: dict[str, str],
    tell: Callable[..., None],
    ada: Person,
) -> None:
    session_id = ada.open_session()
    tell(*looks)

    refused = repeated(ada, f"/sessions/{session_id}/messages", **headers)

    assert refused.status_code == 409
    assert f'<p class="problem">{sentence}</p>' in refused.text


def test_who_begins_a_chat_again_that_could_not_be_begun_is_told_why(
    tell: Callable[..., None], upstream: ScriptedUpstream, ada: Person
) -> None:
    tell(PENDING, TO_SEND)

    refused = repeated(ada, "/sessions")

    assert refused.status_code == 409
    assert problems.SENDING_FAILED in refused.text
    assert "Hello</textarea>" in refused.text
    assert 'name="submission" value="one"' in refused.text, "it is the same message still"
    assert not upstream.sessions
