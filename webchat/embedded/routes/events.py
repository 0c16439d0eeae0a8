"""``/api/sessions/<id>/events``."""

from __future__ import annotations

from contextlib import ExitStack

from flask import Blueprint, Response, jsonify, request
from flask.typing import ResponseReturnValue

from webchat.embedded.agents.interface import Request
from webchat.embedded.connections import BODY
from webchat.embedded.fields import Field
from webchat.embedded.ids import new_correlation_id
from webchat.embedded.inputs import Inputs
from webchat.embedded.refusals import RefusedError
from webchat.embedded.replies.composer import Composer
from webchat.embedded.replies.reader import Reader
from webchat.embedded.replies.stream import ReplyStream
from webchat.embedded.routes.partner import partner
from webchat.embedded.routes.shapes import show_event
from webchat.embedded.services import services
from webchat.embedded.store.events import Filter
from webchat.embedded.store.records import Draft, SessionRecord

_TYPES = ("message", "tool", "status", "custom")
_SOURCES = ("user", "ai_agent", "system")
_FIELDS = (
    Field("type", choices=_TYPES),
    Field("source", choices=_SOURCES),
    Field("content", is_required=False),
)

bp = Blueprint("events", __name__, url_prefix="/api/sessions/<session_id>/events")


@bp.get("")
def index(session_id: str) -> ResponseReturnValue:
    """List the events of a session, to anyone; types come in the query or in the body."""
    inputs = Inputs(request)
    inputs.path_id("session_id", session_id)
    wanted = Filter(
        min_offset=inputs.query_integer("min_offset"),
        source=inputs.query_choice("source", _SOURCES),
        correlation_id=inputs.query_text("correlation_id"),
        types=inputs.query_list("types", _TYPES) + inputs.body_list(_TYPES),
    )
    inputs.check()
    if services().store.sessions.find(session_id) is None:
        detail = f"Cannot list events for non-existent session with ID {session_id}"
        raise RefusedError(400, detail)
    found = services().store.events.of_session(session_id, wanted)
    return jsonify(data=[show_event(event) for event in found])


@bp.post("/stream")
def create(session_id: str) -> ResponseReturnValue:
    """Store a user's message and stream the reply; one reply at a time in a session."""
    content = _read_content(session_id)
    session = services().store.sessions.find(session_id)
    if session is None:
        raise RefusedError(400, f"Session with ID {session_id} not found")
    reader = Reader(request.environ.get("werkzeug.socket"))
    if not services().running.claim(session_id, reader):
        detail = f"A reply is already running in the session with ID {session_id}"
        raise RefusedError(409, detail)
    with ExitStack() as on_failure:
        on_failure.callback(services().running.release, session_id)
        stream = _start_reply(session, content, reader)
        on_failure.pop_all()
    request.environ[BODY] = stream
    return Response(stream, mimetype="text/event-stream", direct_passthrough=True)


def _read_content(session_id: str) -> str:
    inputs = Inputs(request)
    inputs.path_id("session_id", session_id)
    values = inputs.body_fields(_FIELDS)
    inputs.check()
    if values["type"] != "message":
        raise RefusedError(422, "Only message events can currently be added manually")
    if values["source"] != "user":
        raise RefusedError(422, 'Only "user" source is supported for direct posting.')
    if not values["content"]:
        raise RefusedError(422, "Missing 'message' field in event parameters")
    return str(values["content"])


def _start_reply(session: SessionRecord, content: str, reader: Reader) -> ReplyStream:
    store, running = services().store, services().running
    record, agent = partner(session.agent_id)
    draft = _user_message(session, content)
    message = store.events.append(session.id, draft)
    return ReplyStream(
        agent.run(Request(session.id, content, reader.wait)),
        Composer(record, draft.correlation_id, message.offset),
        cancellation=running.cancellation,
        store=lambda event: store.events.append(session.id, event),
        on_end=lambda: running.release(session.id),
    )


def _user_message(session: SessionRecord, content: str) -> Draft:
    data = {
        "type": "message",
        "tags": [],
        "flagged": False,
        "parts": [{"type": "content", "content": content}],
        "participant": {
            "id": session.user_id,
            "name": services().store.users.name_of(session.user_id),
        },
    }
    return Draft(new_correlation_id(), "message", "user", data)
