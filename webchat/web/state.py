"""The state of a session: what upstream stored, what the journal kept, and what is live."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from webchat.conversation import Transcript, window_before, window_from
from webchat.journal import with_journaled
from webchat.live import Channel, Position
from webchat.render import SessionView, dom_id
from webchat.web.access import guest_client
from webchat.web.history import ShownTurn, live_turn, stored_turn
from webchat.web.languages import current_language
from webchat.web.services import services

STARTING_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Asked:
    """Which turns a reader asks for, by an id on the page: those before a turn, or from it on.

    Without either, the newest.
    """

    before: str | None = None
    since: str | None = None


NEWEST = Asked()


@dataclass(frozen=True, slots=True)
class SessionState:
    """Turns of a session as HTML, and the position they stand for.

    ``earlier`` is the id of the first turn shown, if there are some before it; ``later`` that of
    the first one after those shown. Only what has no later turns can be followed. ``controls``
    are the fragments that bring the rest of a page in line with it.
    """

    transcript: str
    earlier: str | None
    later: str | None
    position: Position
    is_running: bool
    controls: list[str]


def read_state(
    session_id: str, channel: Channel[SessionView], asked: Asked = NEWEST
) -> SessionState:
    """Read the state of a session, stored and live; raises LookupError for no turn of it.

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
    running = dom_id(next(reversed(live))) if is_running else None
    events = guest_client().sessions.list_events(session_id).data
    begun = channel.begun_turns(position, STARTING_SECONDS)
    if any(reply.is_running and identity not in live for identity, reply in journaled.items()):
        # It may have ended, and been let go of, since the journal was read.
        journaled = services().hub.journaled(session_id, guest_client())
    turns = with_journaled(Transcript.from_events(events).turns, journaled)
    if channel.is_starting and turns and not turns[-1].reply.parts:
        # Most likely the message that upstream has still to accept: the follower is sent it.
        turns.pop()
    found: list[ShownTurn] = []
    for turn in turns:
        identity = channel.known_as(turn.correlation_id)
        if identity in live:
            found.append(live_turn(identity, live.pop(identity)))
        elif identity not in begun:
            found.append(stored_turn(session_id, turn))
    found += (live_turn(identity, html) for identity, html in live.items())
    window = _window(found, asked, running)
    return SessionState(
        "".join(turn.html() for turn in found[window.start : window.stop]),
        found[window.start].identity if window.start else None,
        found[window.stop].identity if window.stop < len(found) else None,
        position,
        is_running,
        controls,
    )


def _window(found: Sequence[ShownTurn], asked: Asked, running: str | None) -> range:
    places = {turn.identity: place for place, turn in enumerate(found)}
    weights = [turn.weight for turn in found]
    if asked.before is not None:
        return window_before(weights, places[asked.before])
    newest = window_before(weights, len(found))
    # A follower is sent what changes of a running reply, which must then be on the page.
    newest = range(min(newest.start, places.get(running or "", newest.start)), newest.stop)
    if asked.since is None or places[asked.since] in newest:
        return newest
    return window_from(weights, places[asked.since])
