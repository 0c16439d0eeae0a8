"""``/api/agents``."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from webchat.embedded.fields import Field
from webchat.embedded.inputs import Inputs
from webchat.embedded.refusals import RefusedError
from webchat.embedded.routes.shapes import show_agent, without_nulls
from webchat.embedded.services import services

_FIELDS = (
    Field("name", shortest=1, longest=100),
    Field("type", shortest=1, longest=100),
    Field("description", is_required=False),
)

bp = Blueprint("agents", __name__, url_prefix="/api/agents")


@bp.get("")
def index() -> ResponseReturnValue:
    """List the agents."""
    return jsonify(data=[show_agent(agent) for agent in services().store.agents.all()])


@bp.post("")
def create() -> ResponseReturnValue:
    """Add an agent of a type that the server knows."""
    inputs = Inputs(request)
    values = inputs.body_fields(_FIELDS)
    inputs.check()
    if values["type"] not in services().agents:
        raise RefusedError(422, f"Agent type '{values['type']}' is not supported")
    values["description"] = values["description"] or None
    return jsonify(without_nulls(show_agent(services().store.agents.create(**values)))), 201


@bp.get("/<agent_id>")
def show(agent_id: str) -> ResponseReturnValue:
    """Show an agent."""
    inputs = Inputs(request)
    inputs.path_id("agent_id", agent_id)
    inputs.check()
    agent = services().store.agents.find(agent_id)
    if agent is None:
        raise RefusedError(404, f"Agent with ID {agent_id} not found")
    return jsonify(show_agent(agent))
