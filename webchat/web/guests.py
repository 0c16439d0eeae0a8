"""Guests: every browser has an identity of its own, in a signed cookie, passed on upstream.

The cookie is handed out anew long before a browser drops it: who comes back stays the same.
"""

from __future__ import annotations

import secrets
from time import time
from typing import cast

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE_NAME = "webchat_guest"
COOKIE_SALT = "webchat.guest"
DAY_SECONDS = 24 * 3600
COOKIE_SECONDS = 365 * DAY_SECONDS
RENEWAL_SECONDS = 14 * DAY_SECONDS
IDENTITY_BYTES = 16


def init_app(app: Flask) -> None:
    """Give every answer to a new guest its cookie, and a known one a new cookie in time."""
    app.after_request(_hand_out_cookie)


def current_guest() -> str:
    """Name the guest who asks: the one of the cookie if its signature holds, else a new one."""
    if "guest" not in g:
        known, _ = _cookie()
        g.guest = known or secrets.token_urlsafe(IDENTITY_BYTES)
    return str(g.guest)


def is_known_guest() -> bool:
    """Tell whether who asks has been here before."""
    return _cookie()[0] is not None


def is_https() -> bool:
    """Tell whether the browser speaks https, if only to a proxy in front."""
    # A client that lies in this header only hardens its own cookie.
    first_proxy = request.headers.get("X-Forwarded-Proto", "").partition(",")[0]
    return request.is_secure or first_proxy.strip().lower() == "https"


def _cookie() -> tuple[str | None, int]:
    """Give the guest of the cookie, if there is one, and the Unix time at which it was made."""
    try:
        content = _serializer().loads(request.cookies.get(COOKIE_NAME, ""))
    except BadSignature:
        return None, 0
    match content:
        case [str(guest), int(made_at)]:
            return guest, made_at
        case str(guest):
            # As it was before cookies were dated.
            return guest, 0
    return None, 0


def _hand_out_cookie(response: Response) -> Response:
    if "guest" in g and not _is_fresh(*_cookie()):
        response.set_cookie(
            COOKIE_NAME,
            _serializer().dumps([g.guest, int(time())]),
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=is_https(),
        )
        response.vary.add("Cookie")
    return response


def _is_fresh(guest: str | None, made_at: int) -> bool:
    return guest == g.guest and time() - made_at < RENEWAL_SECONDS


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(cast(str, current_app.secret_key), salt=COOKIE_SALT)
