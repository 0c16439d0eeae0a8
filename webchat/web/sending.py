"""Sending: a person's message goes upstream once, whichever form it came by."""

from __future__ import annotations

from webchat.web.access import guest_client
from webchat.web.services import services
from webchat.web.submissions import sent_once


def send_message(session_id: str, text: str) -> None:
    """Send ``text`` in a session of the guest's, unless its form has been sent before.

    Raises WebchatError, and then it may be sent again.
    """

    def send() -> str:
        services().hub.start(session_id, text, guest_client())
        return session_id

    sent_once(session_id, text, send)
