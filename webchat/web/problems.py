"""Problems: what went wrong in a sentence for the person, with its status code."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from flask import render_template
from flask_babel import format_decimal, gettext, ngettext

from webchat.errors import (
    AgentGoneError,
    APIError,
    LeavingError,
    LogUnavailableError,
    MessageEmptyError,
    MessageTooLongError,
    NoAgentError,
    NoAnswerError,
    ReplyRunningError,
    SessionsAPIError,
    SubmissionFailedError,
    SubmissionPendingError,
    UnreachableError,
    WebchatError,
)
from webchat.languages import translatable

RETRY_AFTER_SECONDS = 5

EMPTY = translatable("There is nothing to send yet. Write a message first.")
UNREACHABLE = translatable(
    "The agent’s server cannot be reached. Nothing was sent; try again in a moment."
)
NO_ANSWER = translatable(
    "The agent’s server did not answer in time. It may have received your message: "
    "reload the page before you send it again."
)
REFUSED = translatable("The agent’s server did not accept that. Nothing was sent; try again.")
BROKEN = translatable(
    "The agent’s server has a problem and may not have taken your message: "
    "reload the page before you send it again."
)
CANNOT_REACH = translatable("The agent’s server cannot be reached")
SAYS_NOTHING = translatable("The agent’s server did not answer in time")
HAS_PROBLEM = translatable("The agent’s server has a problem")
NO_AGENT = translatable("There is no agent to talk to yet. Whoever runs this site has to add one.")
AGENT_GONE = translatable("Choose an agent: that one is not there any more.")
LEAVING = translatable(
    "The server is about to restart. Your text is kept; send it again in a moment."
)
NO_LOG = translatable(
    "Messages cannot be taken at the moment. Nothing was sent; try again in a moment."
)
RUNNING = translatable(
    "The reply is still being written. Send this when it is done, or stop it first."
)
STILL_SENDING = translatable(
    "This message is still being sent. Your text is kept; "
    "if it does not appear in a moment, send it again."
)
SENDING_FAILED = translatable(
    "This message could not be sent, but may have arrived all the same. "
    "Your text is kept; reload the page before you send it again."
)
NOT_STOPPED = translatable(
    "The reply could not be stopped from here, and is still being written; try again in a moment."
)


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
            return Problem(503, gettext(NO_AGENT))
        case AgentGoneError():
            return Problem(422, gettext(AGENT_GONE))
        case MessageEmptyError():
            return Problem(422, gettext(EMPTY))
        case MessageTooLongError(length=length, limit=limit):
            return Problem(413, _too_long(length, limit))
        case LeavingError():
            return Problem(503, gettext(LEAVING))
        case LogUnavailableError():
            return Problem(503, gettext(NO_LOG))
        case ReplyRunningError():
            return Problem(409, gettext(RUNNING))
        case SubmissionPendingError():
            return Problem(409, gettext(STILL_SENDING))
        case SubmissionFailedError():
            return Problem(409, gettext(SENDING_FAILED))
        case UnreachableError():
            return Problem(502, gettext(UNREACHABLE))
        case NoAnswerError():
            return Problem(504, gettext(NO_ANSWER))
        case APIError(status_code=409):
            return Problem(409, gettext(RUNNING))
        case APIError(status_code=status) if status < 500:
            return Problem(502, gettext(REFUSED))
        case _:
            return Problem(502, gettext(BROKEN))


def reading_problem_of(error: SessionsAPIError) -> Problem:
    """Say what an error means for the person who only looks, and sends nothing."""
    match error:
        case UnreachableError():
            sentence = CANNOT_REACH
        case NoAnswerError():
            sentence = SAYS_NOTHING
        case _:
            sentence = HAS_PROBLEM
    return Problem(problem_of(error).status, gettext(sentence))


def notice(problem: Problem | None) -> tuple[str, int, dict[str, str]]:
    """Answer a form of htmx's with a notice, or with its removal.

    Only an answer that says so by its header is put on the page: not that of a proxy on the way.
    """
    html = render_template("problems/_notice.html", problem=problem.sentence if problem else None)
    headers = {"HX-Reswap": "innerHTML", **(problem.headers if problem else {})}
    return html, problem.status if problem else 200, headers


def _too_long(length: int, limit: int) -> str:
    return str(
        ngettext(
            "Your message has %(length)s character; %(limit)s can be sent at once. "
            "Shorten it, then send it again.",
            "Your message has %(length)s characters; %(limit)s can be sent at once. "
            "Shorten it, then send it again.",
            length,
            length=format_decimal(length),
            limit=format_decimal(limit),
        )
    )
