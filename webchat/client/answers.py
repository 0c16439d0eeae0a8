"""An answer: its status, its JSON, and the error it may be."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import requests

from webchat.client.body import whole_body
from webchat.client.json_text import parse_json
from webchat.client.models.fields import as_object
from webchat.errors import APIError, HTTPValidationError, MalformedAnswerError

MESSAGE_LIMIT_CHARACTERS = 200


def check_status(response: requests.Response, request: str, seconds: float) -> None:
    """Raise APIError or HTTPValidationError for 4xx and 5xx, reading the body within ``seconds``.

    Raises MalformedAnswerError for any other status that is no success, a redirect among them.
    """
    status = response.status_code
    if status >= HTTPStatus.BAD_REQUEST:
        body = whole_body(response, request, seconds).decode("utf-8", "replace")
        raise _error_of(response, body, request)
    if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        response.close()
        raise MalformedAnswerError(f"an answer of status {status}", request=request)


def read_object(response: requests.Response, request: str, seconds: float) -> dict[str, Any]:
    """Read the JSON object of an answer within ``seconds``.

    Raises what ``check_status`` does, and MalformedAnswerError for anything but a JSON object.
    """
    check_status(response, request, seconds)
    try:
        value = parse_json(whole_body(response, request, seconds))
    except ValueError:
        raise MalformedAnswerError("the answer is not JSON", request=request) from None
    try:
        return as_object(value)
    except MalformedAnswerError as error:
        raise MalformedAnswerError(error.message, request=request) from None


def _error_of(response: requests.Response, body: str, request: str) -> APIError:
    status = response.status_code
    detail = _detail_of(body)
    message = _message_of(detail) or response.reason or "no reason given"
    if status == HTTPStatus.UNPROCESSABLE_ENTITY and detail:
        return HTTPValidationError(message, status, body, response, request=request, detail=detail)
    return APIError(message, status, body, response, request=request)


def _detail_of(body: str) -> list[dict[str, Any]]:
    """Give the problems that the body tells; a plain text is one problem without a place."""
    try:
        value = parse_json(body)
    except ValueError:
        return []
    detail = value.get("detail") if isinstance(value, dict) else None
    if isinstance(detail, str):
        return [{"loc": [], "msg": detail, "type": "text"}]
    return [item for item in detail if isinstance(item, dict)] if isinstance(detail, list) else []


def _message_of(detail: list[dict[str, Any]]) -> str:
    """Tell the problems and their places on one line, but not the input that they complain of."""
    problems = []
    for item in detail:
        place = item.get("loc")
        words = [".".join(map(str, place))] if isinstance(place, list) and place else []
        problems.append(": ".join([*words, str(item.get("msg", ""))]))
    return " ".join("; ".join(problems).split())[:MESSAGE_LIMIT_CHARACTERS]
