"""Who calls: named by an unsigned cookie."""

from __future__ import annotations

from flask import request

from webchat.embedded.services import services
from webchat.embedded.store.records import UserRecord

COOKIE = "flux0_user_sub"
DEFAULT_SUB = "anonymous"


def caller() -> UserRecord:
    """Find or make the user that the cookie names."""
    return services().store.users.named(request.cookies.get(COOKIE) or DEFAULT_SUB)
