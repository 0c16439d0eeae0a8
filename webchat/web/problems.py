"""Problems: what went wrong in a sentence for the person, with its status code."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from webchat.errors import (
    APIError,
    LeavingError,
    MessageEmptyError,
    MessageTooLongError,
    NoAgentError,
    NoAnswerError,
    ReplyRunningError,
    SessionsAPIError,
    UnreachableError,
    WebchatError,
)

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = 5

EMPTY = "There is nothing to send yet. Write a message first."
TOO_LONG = (
    "Your message has {length:,} characters; {limit:,} can be sent at once. "
    "Shorten it, then send it again."
)
UNREACHABLE = "The agent’s server cannot be reached. Nothing was sent; try again in a moment."
NO_ANSWER = (
    "The agent’s server did not answer in time. It may have received your message: "
    "reload the page before you send it again."
)
REFUSED = "The agent’s server did not accept that. Nothing was sent; try again."
BROKEN = (
    "The agent’s server has a problem and may not have taken your message: "
    "reload the page before you send it again."
)
NO_AGENT = "There is no agent to talk to yet. Whoever runs this site has to add one."
LEAVING = "The server is about to restart. Your text is kept; send it again in a moment."
RUNNING = "The reply is still being written. Send this when it is done, or stop it first."

PAGES = {
    403: ("Not allowed", "This request came from another site, so it was refused."),
    404: ("Not found", "There is no such page, or it is not yours to see."),
    405: ("Not allowed", "That cannot be done here."),
    413: (
        "Too much",
        "That is more than can be sent at once. Your text is where you wrote it: shorten it.",
    ),
    500: ("Something broke", "That is our mistake. Your messages are safe; try again."),
}

# What was typed comes back even when the page it was typed into cannot be drawn; but not what
# another site wants to be sent, nor a body that was too large to be read.
NOT_GIVEN_BACK = (403, 413)


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a request cannot be answered as asked; ``sentence`` tells the person."""

    status: int
    sentence: str

    @property
    def headers(self) -> dict[str, str]:
        """The headers of an answer that tells this."""
        is_passing = self.status == HTTPStatus.SERVICE_UNAVAILABLE
        return {"Retry-After": str(RETRY_AFTER_SECONDS)} if is_passing else {}


def problem_of(error: WebchatError) -> Problem:
    """Say what an error means for the person who sent a message."""
    match error:
        case NoAgentError():
            return Problem(503, NO_AGENT)
        case MessageEmptyError():
            return Problem(422, EMPTY)
        case MessageTooLongError(length=length, limit=limit):
            return Problem(413, TOO_LONG.format(length=length, limit=limit))
        case LeavingError():
            return Problem(503, LEAVING)
        case ReplyRunningError():
            return Problem(409, RUNNING)
        case UnreachableError():
            return Problem(502, UNREACHABLE)
        case NoAnswerError():
            return Problem(504, NO_ANSWER)
        case APIError(status_code=409):
            return Problem(409, RUNNING)
        case APIError(status_code=status) if status < 500:
            return Problem(502, REFUSED)
        case _:
            return Problem(502, BROKEN)


def notice(problem: Problem | None) -> tuple[str, int, dict[str, str]]:
    """Answer a form of htmx's with a notice, or with its removal.

    Only an answer that says so by its header is put on the page: not that of a proxy on the way.
    """
    html = render_template("problems/_notice.html", problem=problem.sentence if problem else None)
    headers = {"HX-Reswap": "innerHTML", **(problem.headers if problem else {})}
    return html, problem.status if problem else 200, headers


def init_app(app: Flask) -> None:
    """Answer what no view has answered with a page that a person understands."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(SessionsAPIError, _show_upstream_error)
    app.register_error_handler(Exception, _show_mistake)


def _show_http_error(error: HTTPException) -> Any:
    if error.code is None or error.code < 400:
        return error
    title, sentence = PAGES.get(error.code, (error.name, error.description or ""))
    return _page(error.code, title, sentence)


def _show_upstream_error(error: SessionsAPIError) -> Any:
    logger.warning("%s %s: %s", request.method, request.path, error)
    problem = problem_of(error)
    return _page(problem.status, "The agent cannot be reached", problem.sentence)


def _show_mistake(error: Exception) -> Any:
    logger.exception("%s %s failed", request.method, request.path)
    return _page(500, *PAGES[500])


def _typed() -> dict[str, str | None]:
    try:
        form = request.form
    except HTTPException:
        # The body itself is what is wrong.
        return {}
    return {"content": form.get("content"), "agent_id": form.get("agent_id")}


def _page(status: int, title: str, sentence: str) -> Any:
    if "HX-Request" in request.headers:
        return notice(Problem(status, sentence))
    typed = {} if status in NOT_GIVEN_BACK else _typed()
    page = render_template("problems/page.html", title=title, problem=sentence, **typed)
    return page, status
