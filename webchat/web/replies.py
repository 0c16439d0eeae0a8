"""Replies: stopped by the person who asked."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from webchat.web.access import own_session
from webchat.web.pages import back_to_session
from webchat.web.services import services

bp = Blueprint("replies", __name__)

STOPPING_SECONDS = 5.0


@bp.post("/sessions/<session_id>/stop")
def stop(session_id: str) -> ResponseReturnValue:
    """End the reply in progress, if there is one; what has arrived is kept."""
    own_session(session_id)
    channel = services().hub.channel(session_id)
    if channel.stop():
        channel.wait_for_end(STOPPING_SECONDS)
    if "HX-Request" in request.headers:
        return "", 204
    return back_to_session(session_id)
