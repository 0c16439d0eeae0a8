"""Whose session it is. Upstream answers anyone who knows an id, so webchat asks first."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import cast

from flask import Flask, abort, current_app

from webchat.client import Flux0, SessionDTO
from webchat.errors import APIError
from webchat.web.guests import current_guest
from webchat.web.services import services

EXTENSION_NAME = "webchat-owners"
MAX_GUESTS = 10_000
UNKNOWN_STATUSES = (400, 404, 422)


class Owners:
    """Remembers under which user id upstream knows each guest, for the latest guests.

    Upstream names a session's owner by an id of its own, and tells it only through a session.
    """

    def __init__(self) -> None:
        self._user_ids: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def init_app(self, app: Flask) -> None:
        """Hand the owners to the views of ``app``."""
        app.extensions[EXTENSION_NAME] = self

    def remember(self, guest: str, session: SessionDTO) -> None:
        """Note that ``session`` was created by ``guest``."""
        with self._lock:
            self._user_ids[guest] = session.user_id
            self._user_ids.move_to_end(guest)
            if len(self._user_ids) > MAX_GUESTS:
                self._user_ids.popitem(last=False)

    def owns(self, guest: str, session: SessionDTO, client: Flux0) -> bool:
        """Tell whether ``session`` is the guest's own, asking upstream if need be."""
        with self._lock:
            known = self._user_ids.get(guest)
        if known == session.user_id:
            return True
        # Upstream may have been emptied since: what is remembered only ever proves ownership.
        own = client.with_user(guest).sessions.list(agent_id=session.agent_id).data
        if not any(item.id == session.id and item.user_id == session.user_id for item in own):
            return False
        self.remember(guest, session)
        return True


def guest_client() -> Flux0:
    """Give a client that speaks to upstream as the current guest."""
    return services().client.with_user(current_guest())


def remember_owner(session: SessionDTO) -> None:
    """Note that the current guest created ``session``."""
    _owners().remember(current_guest(), session)


def own_session(session_id: str) -> SessionDTO:
    """Give a session of the current guest.

    Aborts with 404 for one that does not exist and, just the same, for one of somebody else.
    """
    client = guest_client()
    try:
        session = client.sessions.retrieve(session_id)
    except ValueError:
        abort(404)
    except APIError as error:
        if error.status_code in UNKNOWN_STATUSES:
            abort(404)
        raise
    if not _owners().owns(current_guest(), session, client):
        abort(404)
    return session


def _owners() -> Owners:
    return cast(Owners, current_app.extensions[EXTENSION_NAME])
