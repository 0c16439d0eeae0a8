"""The socket: sends a page its frames, of one session and of the list of all.

It takes one message, the position.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

from flask import Blueprint, Flask, abort, request
from flask_sock import Sock
from simple_websocket import ConnectionClosed, Server

from webchat.web.access import guest_client, own_session
from webchat.web.guests import is_known_guest
from webchat.web.languages import current_language
from webchat.web.open_pages import ListPage, OpenPage, SessionPage
from webchat.web.page_positions import PagePosition
from webchat.web.services import services
from webchat.web.shown_list import ShownList

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
    """Refuse with 404, before the upgrade, who is no guest, and a session of somebody else."""
    session_id = (request.view_args or {}).get("session_id")
    if session_id is not None:
        own_session(session_id)
    elif not is_known_guest():
        abort(404)


@sock.route("/sessions/<session_id>/stream", bp=bp)
def stream(socket: Server, session_id: str) -> None:
    """Send all that the follower has not seen, then what comes, until it goes away."""
    with _closed_well(socket):
        position = _position_of(socket)
        hub, client = services().hub, guest_client()
        with (
            hub.follow(session_id, current_language()) as follower,
            hub.lists.watched(client, follower.channel.ring) as watched,
        ):
            shown_list = ShownList(watched, position.list_digest, session_id)
            _keep_up(socket, SessionPage(socket, follower, shown_list, position.session))


@sock.route("/stream", bp=bp)
def stream_list(socket: Server) -> None:
    """Send what changes of the list of sessions, for a page that shows no session."""
    with _closed_well(socket):
        position = _position_of(socket)
        lists, bell = services().hub.lists, Event()
        with lists.watched(guest_client(), bell.set) as watched:
            _keep_up(socket, ListPage(socket, ShownList(watched, position.list_digest), bell))


def _keep_up(socket: Server, page: OpenPage) -> None:
    """Send whatever the page does not show, and a heartbeat when there long was nothing."""
    page.send()
    quiet_seconds = 0.0
    while socket.connected and not page.is_dismissed:
        if page.wait(CLOSED_CHECK_SECONDS):
            page.send()
            quiet_seconds = 0.0
        else:
            quiet_seconds += CLOSED_CHECK_SECONDS
        if quiet_seconds >= HEARTBEAT_SECONDS:
            # Scripts see no pings: static/js/connection.js takes silence for a dead connection.
            page.shown_list.look_again()
            page.send()
            quiet_seconds = 0.0
        # To ask ``receive`` would cost each frame a timer and a turn of the event loop.
        if socket.input_buffer:
            socket.close(CLOSE_POLICY_VIOLATION, "only the position is taken")
    if socket.connected:
        socket.close(CLOSE_COME_BACK)


def _position_of(socket: Server) -> PagePosition:
    """Take the position, which comes first; raises ConnectionClosed otherwise."""
    text = socket.receive(timeout=POSITION_SECONDS)
    if text is None:
        # On a line that stands still it may be long under way.
        socket.close(CLOSE_COME_BACK)
        raise ConnectionClosed(CLOSE_COME_BACK)
    if not isinstance(text, str):
        socket.close(CLOSE_POLICY_VIOLATION, "the position comes first")
        raise ConnectionClosed(CLOSE_POLICY_VIOLATION)
    return PagePosition.from_text(text)


@contextmanager
def _closed_well(socket: Server) -> Iterator[None]:
    try:
        yield
    except ConnectionClosed:
        pass
    # The edge of the socket: an exception that left here would be written into the stream.
    except Exception:
        logger.exception("%s failed", request.path)
        socket.close(CLOSE_INTERNAL_ERROR)
