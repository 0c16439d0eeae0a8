"""The list of a guest's sessions, as pages show it: by day, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import blake2s
from itertools import groupby

from flask import Flask, render_template

from webchat.errors import SessionsAPIError
from webchat.live import ListedSession
from webchat.render import listed_id
from webchat.web.access import guest_client
from webchat.web.page_positions import NOWHERE, PagePosition
from webchat.web.services import services
from webchat.web.session_names import name_of
from webchat.web.time_zones import reader_zone

MOST_BESIDE_A_CHAT = 40
MOST_ON_A_PAGE = 100
DIGEST_BYTES = 6

ReadSessions = Future[list[ListedSession]]


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions that were begun on one day; ``age_days`` is 0 for today."""

    date: date
    age_days: int
    sessions: list[ListedSession]


@dataclass(frozen=True, slots=True)
class SessionList:
    """A list as HTML, beside ``current_id`` or another page; ``digest`` tells it from another."""

    html: str
    digest: str
    current_id: str | None


def init_app(app: Flask) -> None:
    """Let templates name the elements of a list."""
    app.jinja_env.globals["listed_id"] = listed_id


def begin_list() -> ReadSessions:
    """Begin to read the guest's sessions, while the page asks upstream for what else it shows."""
    return services().hub.lists.begin_reading(guest_client())


def list_beside(read: ReadSessions, current_id: str | None = None) -> SessionList:
    """Give the newest sessions of the guest, to stand beside ``current_id``, or another page."""
    try:
        return drawn_beside(read.result(), current_id)
    except SessionsAPIError:
        # What the page is for is worth more than the list beside it.
        return _drawn(None, current_id, has_more=False)


def list_values(read: ReadSessions) -> dict[str, object]:
    """Give what the template of a page needs that shows no session, to follow the list."""
    listed = list_beside(read)
    return {"session_list": listed, "page_position": PagePosition(NOWHERE, listed.digest)}


def drawn_beside(sessions: Sequence[ListedSession], current_id: str | None) -> SessionList:
    """Draw the newest of ``sessions``, to stand beside ``current_id``, or another page."""
    has_more = len(sessions) > MOST_BESIDE_A_CHAT
    return _drawn(sessions[:MOST_BESIDE_A_CHAT], current_id, has_more=has_more)


def sessions_with(words: str, sessions: Sequence[ListedSession]) -> list[ListedSession]:
    """Give those ``sessions`` whose names have all ``words``; all if there are none."""
    wanted = words.casefold().split()
    return [
        session
        for session in sessions
        if all(word in name_of(session).casefold() for word in wanted)
    ]


def by_day(sessions: Sequence[ListedSession]) -> list[Day]:
    """Group sessions, which are sorted, by the reader's day on which they were begun."""
    zone = reader_zone()
    today = datetime.now(zone).date()
    days = groupby(sessions, lambda session: session.created_at.astimezone(zone).date())
    return [Day(day, (today - day).days, list(group)) for day, group in days]


def _drawn(
    sessions: Sequence[ListedSession] | None, current_id: str | None, *, has_more: bool
) -> SessionList:
    html = render_template(
        "sessions/_list.html",
        days=None if sessions is None else by_day(sessions),
        current_id=current_id,
        has_more=has_more,
        # What is brought up to date is known by its ids, which no other list may have too.
        has_ids=True,
    )
    digest = blake2s(html.encode(), digest_size=DIGEST_BYTES).hexdigest()
    return SessionList(html, digest, current_id)
