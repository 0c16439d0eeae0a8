"""Earlier turns: a page asks for them as its reader comes to them."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request

from webchat.render import fragments
from webchat.web.access import own_session
from webchat.web.services import services
from webchat.web.state import Asked, read_state

bp = Blueprint("earlier_turns", __name__)


@bp.get("/sessions/<session_id>/turns")
def index(session_id: str) -> str:
    """Send the turns before one, as a frame, and the link to those before them."""
    own_session(session_id)
    channel = services().hub.channel(session_id)
    try:
        state = read_state(session_id, channel, Asked(before=request.args.get("before", "")))
    except LookupError:
        abort(404)
    link = earlier_link(session_id, state.earlier, is_beginning_told=True)
    return fragments.put_first("transcript", state.transcript) + fragments.fill("earlier", link)


def earlier_link(session_id: str, earlier: str | None, is_beginning_told: bool) -> str:
    """Draw what stands above the first turn of a page: the link to those before it, if any."""
    return render_template(
        "turns/_earlier.html",
        session_id=session_id,
        earlier=earlier,
        is_beginning_told=is_beginning_told,
    )
