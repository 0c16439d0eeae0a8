"""Sources: messages and code as they were written, to be copied."""

from __future__ import annotations

import re

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from webchat.conversation import Turn, answer_in
from webchat.render import code_numbered, dom_id
from webchat.web.access import own_session
from webchat.web.history import stored_turn
from webchat.web.languages import current_language
from webchat.web.services import services
from webchat.web.turns import turn_named

BLOCK = re.compile(r"([\w-]+)\.([0-9]{1,6})")
# Browsers show plain text; markdown they would save as a file.
PLAIN = {"Content-Type": "text/plain; charset=utf-8"}

bp = Blueprint("sources", __name__)


@bp.get("/sessions/<session_id>/messages/<article_id>.md")
def show(session_id: str, article_id: str) -> ResponseReturnValue:
    """Give the text of a message, or of a reply's answer, by the id that it has on the page."""
    own_session(session_id)
    turn_id, _, kind = article_id.rpartition("-")
    text = _text_of(kind, turn_named(session_id, turn_id))
    if not text:
        abort(404)
    return text, PLAIN


@bp.get("/sessions/<session_id>/code")
def show_code(session_id: str) -> ResponseReturnValue:
    """Give a block of code, by the number that its button has on the page."""
    own_session(session_id)
    block = BLOCK.fullmatch(request.args.get("block", ""))
    if block is None:
        abort(404)
    code = code_numbered(_drawn(session_id, block[1]), int(block[2]))
    if code is None:
        abort(404)
    return code, PLAIN


def _text_of(kind: str, turn: Turn) -> str:
    match kind:
        case "message":
            return turn.message.text if turn.message else ""
        case "reply":
            return answer_in(turn.reply.parts)
        case _:
            return ""


def _drawn(session_id: str, turn_id: str) -> str:
    """Draw a turn, as far as it is written."""
    channel = services().hub.channel(session_id)
    channel.refresh()
    with channel.view(current_language()) as view:
        live = {dom_id(identity): html for identity, html in view.turns().items()}
    return live.get(turn_id) or stored_turn(session_id, turn_named(session_id, turn_id)).draw()
