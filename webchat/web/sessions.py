"""Sessions: listed, and created by the first message."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webchat.client import Flux0, SessionDTO
from webchat.errors import AgentGoneError, APIError, NoAgentError, WebchatError
from webchat.web.access import UNKNOWN_STATUSES, guest_client, remember_owner
from webchat.web.drafts import checked, typed_text
from webchat.web.guests import current_guest
from webchat.web.pages import home_page, session_page
from webchat.web.problems import problem_of
from webchat.web.sending import send_message
from webchat.web.services import services
from webchat.web.session_list import MOST_ON_A_PAGE, begin_list, by_day, list_values, sessions_with
from webchat.web.submissions import sent_once

bp = Blueprint("sessions", __name__)

TITLE_CHARACTERS = 80
# Only an answer that says so is put on the page: not that of a proxy on the way.
ANSWER = {"HX-Reswap": "innerHTML"}


@bp.get("/sessions")
def index() -> ResponseReturnValue:
    """List the guest's sessions, or those that are looked for; to htmx, the list alone."""
    words = request.args.get("q", "")
    is_asked_by_script = "HX-Request" in request.headers
    if is_asked_by_script and not words.strip():
        return render_template("sessions/_found.html", words=""), ANSWER
    read = begin_list()
    found = sessions_with(words, read.result())
    page = max(request.args.get("page", 1, type=int), 1)
    shown = found[(page - 1) * MOST_ON_A_PAGE : page * MOST_ON_A_PAGE]
    values = {
        "words": words,
        "count": len(found),
        "days": by_day(shown),
        "page": page,
        "has_older": len(found) > page * MOST_ON_A_PAGE,
    }
    if is_asked_by_script:
        current_id = request.args.get("beside")
        return render_template("sessions/_found.html", current_id=current_id, **values), ANSWER
    return render_template("sessions/index.html", **list_values(read), **values)


@bp.post("/sessions")
def create() -> ResponseReturnValue:
    """Create a session with an agent, send it the first message, and show it.

    A form without the field of a message, which no page of ours has, makes a session without one.
    """
    text, agent_id = typed_text(), request.form.get("agent_id", "")
    has_message = "content" in request.form
    try:
        session_id = _create(agent_id, checked(text) if has_message else "")
    except WebchatError as error:
        problem = problem_of(error)
        return home_page(problem, text, agent_id), problem.status, problem.headers
    try:
        if has_message:
            send_message(session_id, text)
    except WebchatError as error:
        # In the session, because upstream may have taken the message all the same.
        problem = problem_of(error)
        return session_page(session_id, problem, text), problem.status, problem.headers
    return redirect(url_for("pages.show", session_id=session_id), code=303)


def _create(agent_id: str, text: str) -> str:
    def create() -> str:
        session = _session_with(agent_id, _title_of(text), guest_client())
        remember_owner(session)
        services().hub.lists.tell(guest_client())
        return session.id

    return sent_once(current_guest(), f"{agent_id} {text}", create)


def _session_with(agent_id: str, title: str | None, client: Flux0) -> SessionDTO:
    try:
        return client.sessions.create(agent_id=agent_id or _first_agent_id(client), title=title)
    except APIError as error:
        # The same status tells of anything else that upstream does not like.
        if error.status_code not in UNKNOWN_STATUSES or agent_id in _agent_ids(client):
            raise
        raise AgentGoneError(f"there is no agent {agent_id!r}") from error


def _first_agent_id(client: Flux0) -> str:
    for agent_id in _agent_ids(client):
        return agent_id
    raise NoAgentError("the sessions API lists no agent")


def _agent_ids(client: Flux0) -> list[str]:
    return [agent.id for agent in client.agents.list().data]


def _title_of(text: str) -> str | None:
    first_line = text.strip().partition("\n")[0].strip()
    if len(first_line) > TITLE_CHARACTERS:
        return first_line[: TITLE_CHARACTERS - 1] + "…"
    return first_line or None
