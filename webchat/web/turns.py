"""Turns: found by the ids that they have on the page."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort

from webchat.client import EventDTO
from webchat.conversation import Transcript, Turn
from webchat.journal import with_journaled
from webchat.render import dom_id
from webchat.web.access import guest_client
from webchat.web.services import services


def events_of_turn(session_id: str, turn_id: str, source: str | None = None) -> list[EventDTO]:
    """Give the stored events, of one source or all, of the turn that the page calls ``turn_id``."""
    is_named = _names(session_id, turn_id)
    events = guest_client().sessions.list_events(session_id, source=source).data
    return [event for event in events if is_named(event.correlation_id)]


def turn_named(session_id: str, turn_id: str) -> Turn:
    """Give the turn that the page calls ``turn_id``; aborts with 404 if there is none."""
    is_named = _names(session_id, turn_id)
    replies = services().hub.journaled(session_id, guest_client())
    journaled = {identity: reply for identity, reply in replies.items() if is_named(identity)}
    stored = Transcript.from_events(events_of_turn(session_id, turn_id)).turns
    turns = with_journaled(stored, journaled)
    return turns[0] if turns else abort(404)


def _names(session_id: str, turn_id: str) -> Callable[[str], bool]:
    channel = services().hub.channel(session_id)
    return lambda correlation_id: dom_id(channel.known_as(correlation_id)) == turn_id
