"""The parameters of a request, read and checked together.

All problems are collected, so that one 422 tells of every one: those of the path first, then
the query's, then the body's, as the sessions API does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from flask import Request

from webchat.embedded.fields import Field, choice_problem, id_field, parse_flag, parse_integer
from webchat.embedded.refusals import Problem, RefusedError

_UNREADABLE = "There was an error parsing the body"
_ABSENT = object()


class Inputs:
    """The parameters of one request; call ``check`` after the last was read."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._body = _parse_body(request)
        self._problems: list[Problem] = []

    def check(self) -> None:
        """Raise RefusedError if any parameter read so far is wrong."""
        if self._problems:
            raise RefusedError(422, [problem.as_json() for problem in self._problems])

    def path_id(self, name: str, value: str) -> str:
        """Read an identifier in the path."""
        self._note(id_field(name).problem(("path", name), value))
        return value

    def query_text(self, name: str) -> str | None:
        """Read a text in the query."""
        values = self._request.args.getlist(name)
        return values[-1] if values else None

    def query_choice(self, name: str, choices: Sequence[str]) -> str | None:
        """Read a query parameter that must be one of ``choices``."""
        text = self.query_text(name)
        if text is not None:
            self._note(choice_problem(("query", name), text, choices))
        return text

    def query_integer(self, name: str) -> int | None:
        """Read an integer in the query."""
        text = self.query_text(name)
        number = None if text is None else parse_integer(text)
        if text is not None and number is None:
            message = "Input should be a valid integer, unable to parse string as an integer"
            self._note(Problem("int_parsing", ("query", name), message, text))
        return number

    def query_flag(self, name: str) -> bool:
        """Read a truth value in the query; absent is false."""
        text = self.query_text(name)
        flag = False if text is None else parse_flag(text)
        if flag is None:
            message = "Input should be a valid boolean, unable to interpret input"
            self._note(Problem("bool_parsing", ("query", name), message, text))
        return bool(flag)

    def query_list(self, name: str, choices: Sequence[str]) -> list[str]:
        """Read a repeated or comma-separated query parameter."""
        items = [item for text in self._request.args.getlist(name) for item in text.split(",")]
        for index, item in enumerate(items):
            self._note(choice_problem(("query", name, index), item, choices))
        return items

    def body_list(self, choices: Sequence[str]) -> list[str]:
        """Read a body that is a list, or absent."""
        if self._body is _ABSENT or self._body is None:
            return []
        if not isinstance(self._body, list):
            message = "Input should be a valid list"
            self._note(Problem("list_type", ("body",), message, self._body))
            return []
        for index, item in enumerate(self._body):
            self._note(choice_problem(("body", index), item, choices))
        return self._body

    def body_fields(self, fields: Sequence[Field]) -> dict[str, Any]:
        """Read a body that is an object of these fields and no others; an absent one is None."""
        if self._body is _ABSENT:
            self._note(Problem("missing", ("body",), "Field required", None))
        elif not isinstance(self._body, dict):
            message = "Input should be a valid dictionary or object to extract fields from"
            self._note(Problem("model_attributes_type", ("body",), message, self._body))
        if not isinstance(self._body, dict):
            return {}
        for field in fields:
            self._note(_field_problem(field, self._body))
        names = [field.name for field in fields]
        for name in self._body.keys() - set(names):
            message = "Extra inputs are not permitted"
            self._note(Problem("extra_forbidden", ("body", name), message, self._body[name]))
        return {name: self._body.get(name) for name in names}

    def _note(self, problem: Problem | None) -> None:
        if problem is not None:
            self._problems.append(problem)


def _field_problem(field: Field, body: dict[str, Any]) -> Problem | None:
    location = ("body", field.name)
    if field.name in body:
        return field.problem(location, body[field.name])
    if field.is_required:
        return Problem("missing", location, "Field required", body)
    return None


def _parse_body(request: Request) -> Any:
    data = request.get_data()
    if not data:
        return _ABSENT
    if not request.is_json:
        return data.decode(errors="replace")
    try:
        return json.loads(data, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        context = {"error": error.msg}
        problem = Problem("json_invalid", ("body", error.pos), "JSON decode error", {}, context)
        raise RefusedError(422, [problem.as_json()]) from None
    except (ValueError, RecursionError):
        raise RefusedError(400, _UNREADABLE) from None


def _refuse_constant(name: str) -> None:
    # NaN and the infinities are no JSON: an answer that repeats them could not be read
    raise ValueError(name)
