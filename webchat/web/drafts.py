"""Drafts: what a person has typed, read from a form and judged."""

from __future__ import annotations

from flask import request

from webchat.errors import MessageEmptyError, MessageTooLongError
from webchat.web.services import services


def typed_text() -> str:
    """Give the text of the form as it was typed, with line feeds for line ends."""
    text = request.form.get("content", "")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def checked(text: str) -> str:
    """Give ``text`` if it can be sent; raises MessageError if it is blank or too long."""
    limit = services().settings.message_limit_characters
    if not text.strip():
        raise MessageEmptyError
    if len(text) > limit:
        raise MessageTooLongError(len(text), limit)
    return text
