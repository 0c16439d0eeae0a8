"""Refusals, in the bodies that the sessions API answers with: ``{"detail": ...}``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException


class RefusedError(Exception):
    """The request cannot be served; ``detail`` is a sentence, or a list of problems."""

    def __init__(self, status: int, detail: str | list[dict[str, Any]]) -> None:
        super().__init__(status)
        self.status = status
        self.detail = detail


@dataclass(frozen=True)
class Problem:
    """What is wrong with one parameter, and where it is."""

    type: str
    location: Sequence[str | int]
    message: str
    input: Any
    context: dict[str, Any] | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the problem as an entry of a 422's ``detail``."""
        entry = {
            "type": self.type,
            "loc": list(self.location),
            "msg": self.message,
            "input": self.input,
        }
        return entry if self.context is None else {**entry, "ctx": self.context}


def init_app(app: Flask) -> None:
    """Answer every refusal, and every unknown route, as JSON."""
    app.register_error_handler(RefusedError, _answer_refusal)
    app.register_error_handler(HTTPException, _answer_http_error)


def _answer_refusal(refusal: RefusedError) -> ResponseReturnValue:
    return jsonify(detail=refusal.detail), refusal.status


def _answer_http_error(error: HTTPException) -> ResponseReturnValue:
    response = error.get_response()
    headers = {"Allow": response.headers["Allow"]} if "Allow" in response.headers else {}
    return jsonify(detail=error.name), error.code or 500, headers
