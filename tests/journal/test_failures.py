from __future__ import annotations

import traceback
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from webchat.conversation import Reply, Turn, UserMessage
from webchat.errors import JournalError
from webchat.journal import Journal, Submissions
from webchat.journal.tables import metadata

TURN = Turn("c1", UserMessage("hush"), Reply())


@pytest.mark.parametrize(
    "deed",
    [
        lambda journal, _: journal.begin("s1", TURN),
        lambda journal, _: journal.checkpoint("s1", TURN),
        lambda journal, _: journal.renew("s1", "c1"),
        lambda journal, _: journal.forget("s1", "c1"),
        lambda journal, _: journal.replies("s1"),
        lambda _, forms: forms.take("kim", "f1"),
        lambda _, forms: forms.settle("kim", "f1", "s1"),
        lambda _, forms: forms.withdraw("kim", "f1"),
    ],
)
def test_whatever_the_database_fails_with_is_one_error_without_a_message(
    engine: Engine, deed: Callable[[Journal, Submissions], object]
) -> None:
    journal, forms = Journal(engine), Submissions(engine)
    metadata.drop_all(engine)

    with pytest.raises(JournalError) as failed:
        deed(journal, forms)

    assert "hush" not in "".join(traceback.format_exception(failed.value))


def test_an_address_that_no_database_takes_is_the_same_error(engine: Engine) -> None:
    with pytest.raises(JournalError):
        Submissions(engine).settle("kim", "f1", "\ud800")
