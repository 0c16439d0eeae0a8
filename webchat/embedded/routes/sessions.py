"""``/api/sessions``."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webchat.embedded.fields import Field, id_field
from webchat.embedded.ids import new_correlation_id
from webchat.embedded.inputs import Inputs
from webchat.embedded.refusals import RefusedError
from webchat.embedded.replies.composer import text_draft
from webchat.embedded.routes.caller import caller
from webchat.embedded.routes.partner import partner
from webchat.embedded.routes.shapes import show_session, without_nulls
from webchat.embedded.services import services
from webchat.embedded.store.sessions import SessionExistsError

_FIELDS = (
    id_field("agent_id"),
    id_field("id", is_required=False),
    Field("title", longest=200, is_required=False),
)

bp = Blueprint("sessions", __name__, url_prefix="/api/sessions")


@bp.post("")
def create() -> ResponseReturnValue:
    """Start a session with an agent, which may greet."""
    inputs = Inputs(request)
    is_greeted = inputs.query_flag("allow_greeting")
    values = inputs.body_fields(_FIELDS)
    inputs.check()
    record, agent = partner(values["agent_id"])
    words = agent.greet() if is_greeted else None
    greeting = None if words is None else text_draft(record, new_correlation_id(), words)
    user = caller()
    try:
        session = services().store.sessions.create(user_id=user.id, greeting=greeting, **values)
    except SessionExistsError:
        raise RefusedError(409, f"Session with ID {values['id']} already exists") from None
    return jsonify(without_nulls(show_session(session))), 201


@bp.get("")
def index() -> ResponseReturnValue:
    """List the sessions of the caller."""
    agent_id = Inputs(request).query_text("agent_id")
    found = services().store.sessions.of_user(caller().id, agent_id=agent_id)
    return jsonify(data=[show_session(session) for session in found])


@bp.get("/<session_id>")
def show(session_id: str) -> ResponseReturnValue:
    """Show a session, to anyone."""
    inputs = Inputs(request)
    inputs.path_id("session_id", session_id)
    inputs.check()
    session = services().store.sessions.find(session_id)
    if session is None:
        raise RefusedError(404, f"Session with ID {session_id} not found")
    return jsonify(without_nulls(show_session(session)))
