"""Messages: what a person sends."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from webchat.errors import WebchatError
from webchat.web.access import own_session
from webchat.web.drafts import checked, text_to_ask_again, typed_text
from webchat.web.pages import back_to_session, end_of_session, session_page
from webchat.web.problems import Problem, notice, problem_of
from webchat.web.sending import send_message

bp = Blueprint("messages", __name__)


@bp.post("/sessions/<session_id>/messages")
def create(session_id: str) -> ResponseReturnValue:
    """Send a message; what cannot be sent comes back with the reason and the text."""
    session = own_session(session_id)
    text = typed_text()
    try:
        again = text_to_ask_again(session_id)
        to_send = checked(text) if again is None else again
        send_message(session.id, to_send)
    except WebchatError as error:
        return _answer(session_id, text, problem_of(error))
    if "HX-Request" in request.headers:
        return notice(None)
    if again is not None:
        return back_to_session(session_id)
    return redirect(end_of_session(session_id), code=303)


def _answer(session_id: str, text: str, problem: Problem) -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        return notice(problem)
    return session_page(session_id, problem, text), problem.status, problem.headers
