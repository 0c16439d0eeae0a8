"""Time zones: the reader's own, told by a cookie that the page's script sets."""

from __future__ import annotations

from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo

from flask import request

COOKIE_NAME = "webchat_timezone"
MAX_CHARACTERS = 64


def reader_zone() -> tzinfo:
    """Give the zone of who asks; UTC while it is not known, as without JavaScript."""
    name = request.cookies.get(COOKIE_NAME, "")
    if not 0 < len(name) <= MAX_CHARACTERS:
        return UTC
    try:
        return ZoneInfo(name)
    # What a cookie says is anything: a folder of zones and a path out of it are other errors.
    except (KeyError, ValueError, OSError):
        return UTC
