"""The theme: light, dark, or as the system has it.

It is remembered in a cookie and drawn by the server, so that no page is ever seen in another.
"""

from __future__ import annotations

from flask import Blueprint, Flask, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from webchat.languages import translatable
from webchat.web.guests import is_https
from webchat.web.problem_pages import NOT_SENT, problem_page

bp = Blueprint("theme", __name__)

COOKIE_NAME = "webchat_theme"
COOKIE_SECONDS = 365 * 24 * 3600
SYSTEM = "system"
THEMES = (SYSTEM, "light", "dark")
NO_THEME = translatable("There is no such theme: choose light, dark, or as the system.")


def init_app(app: Flask) -> None:
    """Let templates ask for the theme of this browser, and for the address of the page."""
    app.jinja_env.globals.update(theme=chosen_theme, page_address=page_address)


@bp.post("/theme")
def choose() -> ResponseReturnValue:
    """Remember a theme and lead back; a script that has put it on already needs no page."""
    theme = request.form.get("theme", "")
    if theme not in THEMES:
        return problem_page(400, gettext(NOT_SENT), gettext(NO_THEME))
    if "HX-Request" in request.headers:
        answer = current_app.response_class(status=204)
    else:
        back = own_address(request.form.get("back", ""))
        answer = current_app.make_response(redirect(back, code=303))
    answer.set_cookie(
        COOKIE_NAME,
        theme,
        max_age=COOKIE_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=is_https(),
    )
    return answer


def chosen_theme() -> str:
    """Give the theme that this browser has chosen, or the system's."""
    theme = request.cookies.get(COOKIE_NAME)
    return theme if theme in THEMES else SYSTEM


def page_address() -> str:
    """Give the address at which the page that is being drawn can be had again."""
    if request.method == "GET":
        return request.full_path.removesuffix("?")
    if session_id := (request.view_args or {}).get("session_id"):
        return url_for("pages.show", session_id=session_id)
    return url_for("pages.home")


def own_address(address: str) -> str:
    """Give ``address`` if it is that of a page of this site, else where a chat begins."""
    path, _, query = address.partition("?")
    try:
        endpoint, arguments = current_app.url_map.bind(request.host).match(path, method="GET")
    except HTTPException:
        return url_for("pages.home")
    # Built anew: a path that begins with two slashes would lead to another host.
    own = url_for(endpoint, **arguments)
    return f"{own}?{query}" if query else own
