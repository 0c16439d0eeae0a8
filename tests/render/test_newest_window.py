"""What a view keeps of a session that goes on for long."""

from __future__ import annotations

import pytest
from jinja2 import Environment

from tests.conversation.events import text
from tests.render.replies import SESSION, page_of, reply_of, transcript_of, updates_of
from webchat.conversation import TurnStarted
from webchat.conversation.windows import MOST_CHARACTERS, MOST_TURNS
from webchat.render import SessionView


@pytest.mark.parametrize(("length", "kept"), [(1, MOST_TURNS), (MOST_CHARACTERS // 3, 2)])
def test_a_view_keeps_no_more_turns_than_the_newest_window(
    environment: Environment, length: int, kept: int
) -> None:
    replies = [reply_of([text("a", "x" * length)]) for _ in range(MOST_TURNS + 5)]
    updates = updates_of(*replies)
    *earlier, end = updates
    view = SessionView(environment, SESSION)
    for update in earlier:
        list(view.advance([update]))
    page = page_of(view)
    assert len(view.turns()) == kept + 1, "none goes while a reply is written"

    list(view.advance([end]))
    page.apply("".join(view.fragments_after(end.number - 1)))

    held = view.turns()
    assert list(held) == [f"RID::{place}" for place in range(len(replies) - kept, len(replies))]
    assert transcript_of(page).endswith(transcript_of(page_of(view)).partition(">")[2])
    first = updates[view.start]
    assert isinstance(first.change, TurnStarted)
    assert first.correlation_id == next(iter(held)), "what is held begins with a whole turn"
