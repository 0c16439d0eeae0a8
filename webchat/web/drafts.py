"""Drafts: what a person has typed, read from a form and judged."""

from __future__ import annotations

from typing import Any

from flask import Flask, abort, request

from webchat.client import EventSourceDTO
from webchat.conversation import is_user_message, message_of
from webchat.errors import MessageEmptyError, MessageTooLongError
from webchat.web.access import own_session
from webchat.web.services import services
from webchat.web.turns import events_of_turn


def init_app(app: Flask) -> None:
    """Tell templates how long a message can be, and with what one may begin."""
    app.context_processor(_settings)


def typed_text() -> str:
    """Give the text of the form as it was typed, with line feeds for line ends."""
    return _with_line_feeds(request.form.get("content", ""))


def offered_text() -> str:
    """Give the text that the address offers to begin with, as much as can be sent."""
    text = _with_line_feeds(request.args.get("content", ""))
    return text[: services().settings.message_limit_characters]


def text_to_ask_again(session_id: str) -> str | None:
    """Give the text of the message whose turn the form names, to be sent once more.

    None if the form names none. Aborts with 404 for a turn that is not in the session.
    """
    turn_id = request.form.get("again")
    return None if turn_id is None else _text_of_turn(session_id, turn_id)


def text_to_edit(session_id: str) -> str | None:
    """Give the text of the message whose turn the address names, to be sent otherwise.

    None if it names none. Aborts with 404 for a turn that is not in a session of the guest's.
    """
    turn_id = request.args.get("edit")
    return None if turn_id is None else _text_of_turn(own_session(session_id).id, turn_id)


def checked(text: str) -> str:
    """Give ``text`` if it can be sent; raises MessageError if it is blank or too long."""
    limit = services().settings.message_limit_characters
    if not text.strip():
        raise MessageEmptyError
    if len(text) > limit:
        raise MessageTooLongError(len(text), limit)
    return text


def _settings() -> dict[str, Any]:
    known = services()
    return {
        "message_limit": known.settings.message_limit_characters,
        "starters": known.starters,
    }


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _text_of_turn(session_id: str, turn_id: str) -> str:
    named = events_of_turn(session_id, turn_id, EventSourceDTO.USER)
    if not named or not is_user_message(named[0]):
        abort(404)
    return message_of(named[0]).text
