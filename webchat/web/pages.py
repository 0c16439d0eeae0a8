"""The pages: where a chat begins, and the chat itself."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webchat.errors import NoAgentError
from webchat.web.access import guest_client, own_session
from webchat.web.agents import agent_of
from webchat.web.drafts import offered_text, text_to_edit, typed_text
from webchat.web.page_positions import NOWHERE, PagePosition
from webchat.web.problems import Problem, problem_of
from webchat.web.services import services
from webchat.web.session_list import begin_list, list_beside, list_values
from webchat.web.state import NEWEST, Asked, SessionState, read_state

bp = Blueprint("pages", __name__)


@bp.get("/")
def home() -> str:
    """Show where a chat begins, with the text that the address offers."""
    return home_page(content=offered_text())


def home_page(problem: Problem | None = None, content: str = "", agent_id: str = "") -> str:
    """Draw the page where a chat begins, with what was typed and what went wrong with it."""
    read = begin_list()
    agents = guest_client().agents.list().data
    if not agents:
        problem = problem_of(NoAgentError())
    return render_template(
        "sessions/new.html",
        agents=agents,
        chosen_agent_id=agent_id,
        content=content,
        problem=problem.sentence if problem else None,
        **list_values(read),
    )


@bp.route("/sessions/<session_id>", methods=["GET", "POST"])
def show(session_id: str) -> str:
    """Show a session, a reply in progress included, and what was typed into it.

    Else the composer holds what the address offers, or the message that it says is to be edited.
    """
    edited = text_to_edit(session_id)
    content = edited or typed_text() or offered_text()
    return session_page(session_id, content=content, is_edit=edited is not None)


def back_to_session(session_id: str) -> ResponseReturnValue:
    """Lead a browser without JavaScript back; it takes along what is typed and not sent."""
    code = 307 if typed_text() else 303
    return redirect(end_of_session(session_id), code=code)


def end_of_session(session_id: str) -> str:
    """Give the address of a session's end: a browser without JavaScript opens pages at the top."""
    return url_for("pages.show", session_id=session_id, _anchor="end")


def session_page(
    session_id: str, problem: Problem | None = None, content: str = "", *, is_edit: bool = False
) -> str:
    """Draw a session, with what was typed into it and what went wrong with that."""
    read = begin_list()
    session = own_session(session_id)
    state = _asked_state(session_id)
    is_newest = state.later is None
    session_list = list_beside(read, session_id)
    return render_template(
        "sessions/show.html",
        session=session,
        agent=agent_of(session.agent_id),
        content=content,
        is_edit=is_edit,
        # A page that loads itself anew has no field: what is typed into it would be lost.
        is_followed=request.method == "GET" and not content and is_newest,
        problem=problem.sentence if problem else None,
        state=state,
        is_newest=is_newest,
        session_list=session_list,
        page_position=PagePosition(state.position if is_newest else NOWHERE, session_list.digest),
    )


def _asked_state(session_id: str) -> SessionState:
    channel = services().hub.channel(session_id)
    asked = Asked(request.args.get("before"), request.args.get("turn"))
    try:
        return read_state(session_id, channel, asked)
    except LookupError:
        # A link to a turn that is known by another id since.
        return read_state(session_id, channel, NEWEST)
