"""The pages: where a chat begins, and the chat itself."""

from __future__ import annotations

from dataclasses import dataclass
from time import sleep

from flask import Blueprint, current_app, render_template

from webchat.conversation import Transcript
from webchat.errors import NoAgentError
from webchat.live import Channel, Position
from webchat.render import SessionView, TurnView
from webchat.web.access import guest_client, own_session
from webchat.web.problems import Problem, problem_of
from webchat.web.services import services

bp = Blueprint("pages", __name__)

STARTING_SECONDS = 10.0


@bp.get("/")
def home() -> str:
    """Show where a chat begins."""
    return home_page()


def home_page(problem: Problem | None = None, content: str = "", agent_id: str = "") -> str:
    """Draw the page where a chat begins, with what was typed and what went wrong with it."""
    agents = guest_client().agents.list().data
    if not agents:
        problem = problem_of(NoAgentError())
    return render_template(
        "sessions/new.html",
        agents=agents,
        chosen_agent_id=agent_id,
        content=content,
        problem=problem.sentence if problem else None,
    )


@bp.get("/sessions/<session_id>")
def show(session_id: str) -> str:
    """Show a session, a reply in progress included."""
    return session_page(session_id)


def session_page(session_id: str, problem: Problem | None = None, content: str = "") -> str:
    """Draw a session, with what was typed into it and what went wrong with that."""
    session = own_session(session_id)
    channel = services().hub.channel(session_id)
    return render_template(
        "sessions/show.html",
        session=session,
        content=content,
        problem=problem.sentence if problem else None,
        state=read_state(session_id, channel),
    )


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
    channel.refresh()
    with channel.view() as view:
        position, live = channel.shown, view.turns()
        is_running, controls = view.is_running, view.controls()
    events = guest_client().sessions.list_events(session_id).data
    begun = channel.begun_turns(STARTING_SECONDS)
    turns = list(Transcript.from_events(events).turns)
    if channel.is_starting and turns and not turns[-1].reply.parts:
        # Most likely the message that upstream has still to accept: the follower is sent it.
        turns.pop()
    shown: list[str] = []
    for turn in turns:
        identity = channel.known_as(turn.correlation_id)
        if identity in live:
            shown.append(live.pop(identity))
        elif identity not in begun:
            shown.append(TurnView.of_stored(current_app.jinja_env, turn).html())
            # Rendering is pure computation: a long session must not stop a worker of gevent's.
            sleep(0)
    shown += live.values()
    return SessionState("".join(shown), position, is_running, controls)
