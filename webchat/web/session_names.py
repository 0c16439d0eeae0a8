"""Names of sessions: how a page calls each."""

from __future__ import annotations

from flask import Flask
from flask_babel import format_date, format_time, gettext

from webchat.client import SessionDTO
from webchat.live import ListedSession
from webchat.web.time_zones import reader_zone


def init_app(app: Flask) -> None:
    """Let templates call a session by its name."""
    app.jinja_env.globals["name_of"] = name_of


def name_of(session: SessionDTO | ListedSession) -> str:
    """Give the title of a session; of one that was made without, when that was, to the reader."""
    if session.title:
        return session.title
    begun = session.created_at.astimezone(reader_zone())
    date, time = (
        format_date(begun, "medium", rebase=False),
        format_time(begun, "short", rebase=False),
    )
    name: str = gettext("Chat of %(time)s, %(date)s", date=date, time=time)
    return name
