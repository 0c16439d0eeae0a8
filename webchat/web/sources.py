"""Sources: messages as they were written, in markdown, to be copied."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from webchat.conversation import Turn, answer_in
from webchat.web.access import own_session
from webchat.web.turns import turn_named

bp = Blueprint("sources", __name__)


@bp.get("/sessions/<session_id>/messages/<article_id>.md")
def show(session_id: str, article_id: str) -> ResponseReturnValue:
    """Give the text of a message, or of a reply's answer, by the id that it has on the page."""
    own_session(session_id)
    turn_id, _, kind = article_id.rpartition("-")
    text = _text_of(kind, turn_named(session_id, turn_id))
    if not text:
        abort(404)
    # Browsers show plain text; markdown they would save as a file.
    return text, {"Content-Type": "text/plain; charset=utf-8"}


def _text_of(kind: str, turn: Turn) -> str:
    match kind:
        case "message":
            return turn.message.text if turn.message else ""
        case "reply":
            return answer_in(turn.reply.parts)
        case _:
            return ""
