"""The pages that answer what no view has answered, each with a way out."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from flask import Flask, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.exceptions import HTTPException

from webchat.errors import NoAnswerError, SessionsAPIError, UnreachableError
from webchat.languages import translatable
from webchat.web.problems import Problem, notice, problem_of, reading_problem_of

logger = logging.getLogger(__name__)

PAGES = {
    403: (
        translatable("Not allowed"),
        translatable("This request came from another site, so it was refused."),
    ),
    404: (
        translatable("Not found"),
        translatable("There is no such page, or it is not yours to see."),
    ),
    405: (translatable("Not allowed"), translatable("That cannot be done here.")),
    413: (
        translatable("Too much"),
        translatable(
            "That is more than can be sent at once. "
            "Go back, where your text still is, and shorten it."
        ),
    ),
    500: (
        translatable("Something broke"),
        translatable("That is our mistake. Your messages are safe; try again."),
    ),
}
NOT_SENT = translatable("That did not work")
UNREADABLE = translatable("The server cannot make sense of this request.")
NOT_LOST = translatable("None of your chats is lost by this. Try again in a moment.")
NOT_CHANGED = translatable(
    "None of your chats is changed by this. Try again in a moment; "
    "if it stays so, tell whoever runs this site."
)
TRY_AGAIN = translatable("Try again")
BACK = translatable("Back to the chat")
START_AGAIN = translatable("Start a new chat")

# What was typed comes back even when the page it was typed into cannot be drawn; but not what
# another site wants to be sent, nor a body that was too large to be read.
NOT_GIVEN_BACK = (403, 413)


def init_app(app: Flask) -> None:
    """Answer what no view has answered with a page that a person understands."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(SessionsAPIError, _show_upstream_error)
    app.register_error_handler(Exception, _show_mistake)


def problem_page(status: int, title: str, sentence: str) -> ResponseReturnValue:
    """Answer with a page that says what went wrong; a form of htmx's, with the sentence alone."""
    if "HX-Request" in request.headers:
        return notice(Problem(status, sentence))
    typed = {} if status in NOT_GIVEN_BACK else _typed()
    address, words = _way_out(status)
    page = render_template(
        "problems/page.html",
        title=title,
        problem=sentence,
        address=address,
        words=gettext(words),
        chats=url_for("sessions.index") if status == HTTPStatus.NOT_FOUND else None,
        action=_same_form(),
        **typed,
    )
    return page, status


def _show_http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    title, sentence = PAGES.get(error.code, (NOT_SENT, UNREADABLE))
    return problem_page(error.code, gettext(title), gettext(sentence))


def _show_upstream_error(error: SessionsAPIError) -> Any:
    logger.warning("%s %s: %s", request.method, request.path, error)
    if _typed().get("content"):
        problem = problem_of(error)
        return problem_page(problem.status, gettext(NOT_SENT), problem.sentence)
    problem = reading_problem_of(error)
    if "HX-Request" in request.headers:
        return notice(Problem(problem.status, f"{problem.sentence}."))
    is_passing = isinstance(error, UnreachableError | NoAnswerError)
    sentence = gettext(NOT_LOST if is_passing else NOT_CHANGED)
    return problem_page(problem.status, problem.sentence, sentence)


def _show_mistake(error: Exception) -> Any:
    logger.exception("%s %s failed", request.method, request.path)
    return problem_page(500, *map(gettext, PAGES[500]))


def _typed() -> dict[str, str | None]:
    try:
        form = request.form
    except HTTPException:
        # The body itself is what is wrong.
        return {}
    return {"content": form.get("content"), "agent_id": form.get("agent_id")}


def _same_form() -> str:
    """Give where a text that comes back is to be sent."""
    if session_id := (request.view_args or {}).get("session_id"):
        return url_for("messages.create", session_id=session_id)
    return request.path


def _way_out(status: int) -> tuple[str, str]:
    """Give an address, and the words of the link to it."""
    # What has no endpoint, or is not this guest's, is no better the next time.
    if status >= 500 and request.endpoint:
        if request.method == "GET":
            return _same_address(request.endpoint), TRY_AGAIN
        if session_id := (request.view_args or {}).get("session_id"):
            return url_for("pages.show", session_id=session_id), BACK
    return url_for("pages.home"), START_AGAIN


def _same_address(endpoint: str) -> str:
    # Built anew: a path that begins with two slashes would lead to another host.
    address = url_for(endpoint, **(request.view_args or {}))
    query = request.query_string.decode("ascii", "replace")
    return f"{address}?{query}" if query else address
