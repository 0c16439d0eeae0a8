"""The socket: sends a follower the frames of one session. It takes one message, the position."""

from __future__ import annotations

import logging

from flask import Blueprint, Flask, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed, Server

from webchat.live import Follower, Position
from webchat.render import SessionView, fragments
from webchat.web.access import own_session
from webchat.web.languages import current_language
from webchat.web.services import services
from webchat.web.state import read_state

bp = Blueprint("socket", __name__)
sock = Sock()
logger = logging.getLogger(__name__)

POSITION_SECONDS = 10.0
CLOSED_CHECK_SECONDS = 5.0
HEARTBEAT_SECONDS = 20.0
MAX_MESSAGE_BYTES = 1_024

# https://www.rfc-editor.org/rfc/rfc6455#section-7.4.1
CLOSE_POLICY_VIOLATION = 1008
CLOSE_INTERNAL_ERROR = 1011
# https://www.iana.org/assignments/websocket: service restart; htmx comes back on it.
CLOSE_COME_BACK = 1012


def init_app(app: Flask) -> None:
    """Open the socket's route on ``app``."""
    # No pings: the heartbeat does as well, and who answers one late would be closed with 1008,
    # on which htmx does not come back.
    app.config["SOCK_SERVER_OPTIONS"] = {"max_message_size": MAX_MESSAGE_BYTES}
    sock.init_app(app)
    app.register_blueprint(bp)


@bp.before_request
def authorise() -> None:
    """Refuse a session that is not the guest's own with 404, before the upgrade."""
    own_session((request.view_args or {})["session_id"])


@sock.route("/sessions/<session_id>/stream", bp=bp)
def stream(socket: Server, session_id: str) -> None:
    """Send all that the follower has not seen, then what comes, until it goes away."""
    try:
        position = socket.receive(timeout=POSITION_SECONDS)
        if not isinstance(position, str):
            socket.close(CLOSE_POLICY_VIOLATION, "the position comes first")
            return
        with services().hub.follow(session_id, current_language()) as follower:
            _send_all(socket, session_id, follower, position)
    except ConnectionClosed:
        pass
    # The edge of the socket: an exception that left here would be written into the stream.
    except Exception:
        logger.exception("socket of session %s failed", session_id)
        socket.close(CLOSE_INTERNAL_ERROR)


def _send_all(
    socket: Server, session_id: str, follower: Follower[SessionView], position_text: str
) -> None:
    position = _send_after(socket, session_id, follower, _position_of(position_text))
    quiet_seconds = 0.0
    while socket.connected and not follower.is_dismissed:
        if follower.wait(position, CLOSED_CHECK_SECONDS):
            position, quiet_seconds = _send_after(socket, session_id, follower, position), 0.0
        else:
            quiet_seconds += CLOSED_CHECK_SECONDS
        if quiet_seconds >= HEARTBEAT_SECONDS:
            # Scripts see no pings: static/js/connection.js takes silence for a dead connection.
            position, quiet_seconds = _send_after(socket, session_id, follower, position), 0.0
        if socket.receive(timeout=0) is not None:
            socket.close(CLOSE_POLICY_VIOLATION, "only the position is taken")
    if socket.connected:
        socket.close(CLOSE_COME_BACK)


def _position_of(text: str) -> Position:
    """Read a position, ``epoch number``; one that says nothing is of no epoch."""
    epoch, _, number = text.partition(" ")
    if not (number.isascii() and number.isdigit()):
        return Position("", 0)
    return Position(epoch, int(number))


def _send_after(
    socket: Server, session_id: str, follower: Follower[SessionView], position: Position
) -> Position:
    """Send what comes after ``position``, or the whole transcript where that is not known."""
    channel, language = follower.channel, follower.language
    with channel.view(language) as view:
        is_continued = channel.is_continued_from(position, language)
        if is_continued:
            pieces, position = view.fragments_after(position.number), channel.shown(language)
    if not is_continued:
        state = read_state(session_id, channel)
        pieces = [fragments.fill("transcript", state.transcript), *state.controls]
        position = state.position
    pieces.append(fragments.fill("position", f"{position.epoch} {position.number}"))
    socket.send("".join(pieces))
    return position
