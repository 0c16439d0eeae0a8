"""Guests: every browser has an identity of its own, in a signed cookie, passed on upstream."""

from __future__ import annotations

import secrets
from typing import cast

from flask import Flask, Response, current_app, g, request
from itsdangerous import BadSignature, URLSafeSerializer

COOKIE_NAME = "webchat_guest"
COOKIE_SALT = "webchat.guest"
COOKIE_SECONDS = 365 * 24 * 3600
IDENTITY_BYTES = 16


def init_app(app: Flask) -> None:
    """Give every answer to a new guest its cookie."""
    app.after_request(_hand_out_cookie)


def current_guest() -> str:
    """Name the guest who asks: the one of the cookie if its signature holds, else a new one."""
    if "guest" not in g:
        g.guest = _guest_of_cookie() or secrets.token_urlsafe(IDENTITY_BYTES)
    return str(g.guest)


def _guest_of_cookie() -> str | None:
    try:
        guest = _serializer().loads(request.cookies.get(COOKIE_NAME, ""))
    except BadSignature:
        return None
    return guest if isinstance(guest, str) else None


def _hand_out_cookie(response: Response) -> Response:
    if "guest" in g and g.guest != _guest_of_cookie():
        response.set_cookie(
            COOKIE_NAME,
            _serializer().dumps(g.guest),
            max_age=COOKIE_SECONDS,
            httponly=True,
            samesite="Lax",
            secure=_is_https(),
        )
        response.vary.add("Cookie")
    return response


def _is_https() -> bool:
    # A client that lies in this header only hardens its own cookie.
    first_proxy = request.headers.get("X-Forwarded-Proto", "").partition(",")[0]
    return request.is_secure or first_proxy.strip().lower() == "https"


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(cast(str, current_app.secret_key), salt=COOKIE_SALT)
