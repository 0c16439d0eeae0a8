"""Drafts: what a person has typed, read from a form and judged."""

from __future__ import annotations

from flask import abort, request

from webchat.client import EventSourceDTO
from webchat.conversation import is_user_message, message_of
from webchat.errors import MessageEmptyError, MessageTooLongError
from webchat.web.services import services
from webchat.web.turns import events_of_turn


def typed_text() -> str:
    """Give the text of the form as it was typed, with line feeds for line ends."""
    text = request.form.get("content", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def text_to_ask_again(session_id: str) -> str | None:
    """Give the text of the message whose turn the form names, to be sent once more.

    None if the form names none. Aborts with 404 for a turn that is not in the session.
    """
    turn_id = request.form.get("again")
    if turn_id is None:
        return None
    named = events_of_turn(session_id, turn_id, EventSourceDTO.USER)
    if not named or not is_user_message(named[0]):
        abort(404)
    return message_of(named[0]).text


def checked(text: str) -> str:
    """Give ``text`` if it can be sent; raises MessageError if it is blank or too long."""
    limit = services().settings.message_limit_characters
    if not text.strip():
        raise MessageEmptyError
    if len(text) > limit:
        raise MessageTooLongError(len(text), limit)
    return text
