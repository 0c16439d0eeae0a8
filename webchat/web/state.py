"""The state of a session: what upstream stored, what the journal kept, and what is live."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from time import sleep

from flask import current_app

from webchat.conversation import Transcript, Turn, merge
from webchat.journal import JournaledReply
from webchat.live import Channel, Position
from webchat.render import SessionView, TurnView
from webchat.web.access import guest_client
from webchat.web.languages import current_language, environment
from webchat.web.services import services

STARTING_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session's whole transcript as HTML, and the position it stands for.

    ``controls`` are the fragments that bring the rest of a page in line with it.
    """

    transcript: str
    position: Position
    is_running: bool
    controls: list[str]


def read_state(session_id: str, channel: Channel[SessionView]) -> SessionState:
    """Read the state of a session, stored and live.

    The position is taken first and the stored events are read after it, so that what happens in
    between is sent to a follower and never falls into a gap. A turn that began in between is left
    out for the same reason: the follower is sent it.
    """
    journaled = services().hub.journaled(session_id, guest_client())
    channel.refresh()
    language = current_language()
    with channel.view(language) as view:
        position, live = channel.shown(language), view.turns()
        is_running, controls = view.is_running, view.controls()
    events = guest_client().sessions.list_events(session_id).data
    begun = channel.begun_turns(position, STARTING_SECONDS)
    turns = with_journaled(Transcript.from_events(events), journaled)
    if channel.is_starting and turns and not turns[-1].reply.parts:
        # Most likely the message that upstream has still to accept: the follower is sent it.
        turns.pop()
    shown: list[str] = []
    for turn in turns:
        identity = channel.known_as(turn.correlation_id)
        if identity in live:
            shown.append(live.pop(identity))
        elif identity not in begun:
            stored = TurnView(environment(current_app, language), session_id, turn, 0)
            for _ in stored.read_stored():
                # Rendering is pure computation: it must not stop a worker of gevent's.
                sleep(0)
            shown.append(stored.html())
    shown += live.values()
    return SessionState("".join(shown), position, is_running, controls)


def with_journaled(stored: Transcript, journaled: Mapping[str, JournaledReply]) -> list[Turn]:
    """Give the stored turns, completed by what only the journal has of them, and by its own."""
    left = dict(journaled)
    turns = []
    for turn in stored.turns:
        known = left.pop(turn.correlation_id, None)
        turns.append(_completed(turn, known) if known else turn)
    return [*turns, *(known.turn for known in left.values())]


def _completed(turn: Turn, known: JournaledReply) -> Turn:
    # What upstream has stored of a reply that still runs says nothing about how it will end.
    reply = known.turn.reply if known.is_running else merge(turn.reply, known.turn.reply)
    return replace(turn, reply=reply)
