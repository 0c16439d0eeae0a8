"""The security headers of every answer."""

from __future__ import annotations

from flask import Flask, Response, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def init_app(app: Flask) -> None:
    """Put the security headers on every answer of ``app``."""
    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    # Older Safari does not count a socket of the same host as 'self': it is named.
    connect = f"'self' ws://{request.host} wss://{request.host}"
    policy = {**POLICY, "connect-src": connect}
    response.headers["Content-Security-Policy"] = "; ".join(
        f"{name} {value}" for name, value in policy.items()
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers.setdefault("Cache-Control", "no-store")
    return response
