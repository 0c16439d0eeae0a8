"""Replies: stopped by the person who asked."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from webchat.web.access import guest_client, own_session
from webchat.web.drafts import typed_text
from webchat.web.pages import back_to_session, session_page
from webchat.web.problems import NOT_STOPPED, Problem, notice
from webchat.web.services import services

bp = Blueprint("replies", __name__)

STOPPING_SECONDS = 5.0


@bp.post("/sessions/<session_id>/stop")
def stop(session_id: str) -> ResponseReturnValue:
    """End the reply in progress, if there is one; what has arrived is kept.

    Of one that cannot be reached from this process it is said that it goes on.
    """
    own_session(session_id)
    channel = services().hub.channel(session_id)
    if channel.stop():
        channel.wait_for_end(STOPPING_SECONDS)
    elif _is_running(session_id):
        return _refuse(session_id, Problem(503, gettext(NOT_STOPPED)))
    if "HX-Request" in request.headers:
        return "", 204
    return back_to_session(session_id)


def _is_running(session_id: str) -> bool:
    # The journal is asked, not the view: that learns later of an end that comes with the click.
    replies = services().hub.journaled(session_id, guest_client())
    return any(reply.is_running for reply in replies.values())


def _refuse(session_id: str, problem: Problem) -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        return notice(problem)
    return session_page(session_id, problem, typed_text()), problem.status, problem.headers
