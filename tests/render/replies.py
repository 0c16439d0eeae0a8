"""Replies as updates, and the pages that show them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment

from tests.render.dom import PageModel
from webchat.client import SessionStream
from webchat.conversation import (
    Change,
    Reply,
    StreamedFold,
    Turn,
    TurnStarted,
    Update,
    UserMessage,
)
from webchat.render import SessionView, TurnView

SESSION = "session001"
ENDED_AT = datetime(2026, 11, 22, 12, 1, 5, tzinfo=UTC)


def page_of(view: SessionView) -> PageModel:
    """Draw the page as it is loaded now."""
    turns = "".join(view.turns().values())
    return PageModel(
        f'<div id="transcript">{turns}</div><p id="announcer"></p><p id="composer-actions"></p>'
    )


def transcript_of(page: PageModel) -> str:
    transcript = page.root.children[0]
    assert not isinstance(transcript, str)
    return transcript.html()


def updates_of(*replies: tuple[Reply, list[Change]]) -> list[Update]:
    updates: list[Update] = []
    for position, (_, changes) in enumerate(replies):
        identity = f"RID::{position}"
        turn = Turn(identity, UserMessage(f"Message {position} <b>"), Reply())
        for change in [TurnStarted(turn), *changes]:
            updates.append(Update(len(updates) + 1, identity, change))
    return updates


def reply_of(events: list[SessionStream], state: Any = "done") -> tuple[Reply, list[Change]]:
    reply = Reply()
    fold = StreamedFold(reply)
    changes = [change for event in events for change in fold.add(event)]
    changes.append(reply.end(state, "It broke." if state == "failed" else None, ENDED_AT))
    return reply, changes


def pieces_of(source: str, size: int) -> list[str]:
    return [source[start : start + size] for start in range(0, len(source), size)]


def html_of_stored(environment: Environment, turn: Turn) -> str:
    view = TurnView(environment, SESSION, turn, 0)
    list(view.read_stored())
    return view.html()
