from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import Environment

from tests.conversation.events import chunk, text
from tests.render.replies import page_of, reply_of, transcript_of, updates_of
from webchat.client import SessionStream
from webchat.conversation import (
    Ended,
)
from webchat.render import SessionView


@pytest.mark.parametrize("state", ["failed", "interrupted"])
@pytest.mark.parametrize(
    ("events", "told"),
    [([], "Nothing had arrived."), ([text("a", "Half")], "What had arrived is kept.")],
)
def test_an_ending_says_whether_anything_had_arrived(
    environment: Environment, state: Any, events: list[SessionStream], told: str
) -> None:
    reply, changes = reply_of(events)
    view = SessionView(environment)
    view.advance(updates_of((reply, [*changes[:-1], Ended(state, "The agent said: boom")])))

    assert f">The agent said: boom. {told}</p>" in page_of(view).html()


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/tool_calls/0/args", lambda number: "x" * number),
        ("", lambda number: [f"{number} " + "x" * number]),
    ],
)
def test_what_is_replaced_as_it_grows_is_sent_once(
    environment: Environment, path: str, value: Callable[[int], Any]
) -> None:
    events = [chunk("t", ("replace", path, value(number))) for number in range(1, 200)]
    updates = updates_of(reply_of(events))
    for count in (2, 100, 199):
        view, page = SessionView(environment), SessionView(environment)
        page.advance(updates[:count])
        model = page_of(page)
        view.advance(updates)
        frame = "".join(view.fragments_after(count))

        model.apply(frame)

        assert len(frame) < 2_000
        assert transcript_of(model) == transcript_of(page_of(view))
