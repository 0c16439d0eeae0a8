"""Cross-site requests: refused by what browsers say of themselves, without tokens in forms.

A modern browser tells in ``Sec-Fetch-Site`` where a request comes from, and in ``Origin`` for
every POST and every socket; neither can be set by a page. A client that sends neither is no
browser, holds no one's cookies, and is let in.
"""

from __future__ import annotations

from flask import Flask, abort, request

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
OWN_SITES = ("same-origin", "none")


def init_app(app: Flask) -> None:
    """Check every request of ``app`` before its view."""
    app.before_request(refuse_other_sites)


def refuse_other_sites() -> None:
    """Abort with 403 if another site makes this browser post, or open a socket."""
    if request.method in SAFE_METHODS and not _is_upgrade():
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in OWN_SITES:
        abort(403)
    origin = request.headers.get("Origin")
    # The scheme may differ from what the browser sees, behind a proxy that ends TLS.
    if origin is not None and origin.partition("://")[2] != request.host:
        abort(403)


def _is_upgrade() -> bool:
    return request.headers.get("Upgrade", "").lower() == "websocket"
