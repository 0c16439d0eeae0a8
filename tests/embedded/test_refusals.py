from __future__ import annotations

from typing import Any

import pytest

from tests.embedded.caller import Caller

SESSION = "zv3h4j5Fjv"
STREAM = f"/api/sessions/{SESSION}/events/stream"
TYPES = "'message', 'tool', 'status' or 'custom'"
SOURCES = "'user', 'ai_agent' or 'system'"


def problem(
    type: str, location: list[str | int], message: str, given: Any, **context: Any
) -> dict[str, Any]:
    entry = {"type": type, "loc": location, "msg": message, "input": given}
    return {**entry, "ctx": context} if context else entry


def missing(name: str, given: Any) -> dict[str, Any]:
    return problem("missing", ["body", name], "Field required", given)


def too_short(location: list[str | int], given: str, least: int) -> dict[str, Any]:
    unit = "character" if least == 1 else "characters"
    message = f"String should have at least {least} {unit}"
    return problem("string_too_short", location, message, given, min_length=least)


def too_long(location: list[str | int], given: str, most: int) -> dict[str, Any]:
    message = f"String should have at most {most} characters"
    return problem("string_too_long", location, message, given, max_length=most)


def no_text(name: str, given: Any) -> dict[str, Any]:
    return problem("string_type", ["body", name], "Input should be a valid string", given)


def no_choice(location: list[str | int], given: Any, expected: str) -> dict[str, Any]:
    return problem("enum", location, f"Input should be {expected}", given, expected=expected)


def refused(api: Caller, method: str, path: str, **parts: Any) -> list[dict[str, Any]]:
    response = api.send(method, path, **parts)
    assert response.status_code == 422, response.text
    detail: list[dict[str, Any]] = response.json()["detail"]
    return detail


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/sessions/{}"),
        ("GET", "/api/sessions/{}/events"),
        ("POST", "/api/sessions/{}/events/stream"),
    ],
)
def test_a_session_id_has_exactly_ten_characters(api: Caller, method: str, path: str) -> None:
    body = {"type": "message", "source": "user", "content": "hello"}
    parts = {"json": body} if method == "POST" else {}
    where: list[str | int] = ["path", "session_id"]
    assert refused(api, method, path.format("a" * 9), **parts) == [too_short(where, "a" * 9, 10)]
    assert refused(api, method, path.format("a" * 11), **parts) == [too_long(where, "a" * 11, 10)]


def test_an_agent_id_has_exactly_ten_characters(api: Caller) -> None:
    where: list[str | int] = ["path", "agent_id"]
    assert refused(api, "GET", "/api/agents/aaa") == [too_short(where, "aaa", 10)]


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/api/agents", {}, [missing("name", {}), missing("type", {})]),
        (
            "/api/agents",
            {"name": "", "type": "t" * 101, "description": 4},
            [
                too_short(["body", "name"], "", 1),
                too_long(["body", "type"], "t" * 101, 100),
                no_text("description", 4),
            ],
        ),
        ("/api/sessions", {"title": "T"}, [missing("agent_id", {"title": "T"})]),
        (
            "/api/sessions",
            {"agent_id": "aa", "id": "elevenchars", "title": "t" * 201},
            [
                too_short(["body", "agent_id"], "aa", 10),
                too_long(["body", "id"], "elevenchars", 10),
                too_long(["body", "title"], "t" * 201, 200),
            ],
        ),
        (
            "/api/sessions",
            {"agent_id": 1, "id": "", "title": [], "more": {"x": 1}},
            [
                no_text("agent_id", 1),
                too_short(["body", "id"], "", 10),
                no_text("title", []),
                problem(
                    "extra_forbidden",
                    ["body", "more"],
                    "Extra inputs are not permitted",
                    {"x": 1},
                ),
            ],
        ),
        (STREAM, {}, [missing("type", {}), missing("source", {})]),
        (
            STREAM,
            {"type": "x", "source": None, "content": 5},
            [
                no_choice(["body", "type"], "x", TYPES),
                no_choice(["body", "source"], None, SOURCES),
                no_text("content", 5),
            ],
        ),
        (
            STREAM,
            {"type": ["message"], "source": {}},
            [
                no_choice(["body", "type"], ["message"], TYPES),
                no_choice(["body", "source"], {}, SOURCES),
            ],
        ),
    ],
)
def test_every_wrong_field_is_told(
    api: Caller, path: str, body: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    assert refused(api, "POST", path, json=body) == expected


@pytest.mark.parametrize("body", [[1], "text", None, 5])
def test_a_body_that_is_no_object_is_refused(api: Caller, body: Any) -> None:
    message = "Input should be a valid dictionary or object to extract fields from"
    # the literal null, which a client library would leave out
    text = "null" if body is None else None
    parts = (
        {"data": text, "headers": {"Content-Type": "application/json"}} if text else {"json": body}
    )
    expected = [problem("model_attributes_type", ["body"], message, body)]
    assert refused(api, "POST", "/api/sessions", **parts) == expected


def test_a_body_that_is_absent_is_refused(api: Caller) -> None:
    expected = [problem("missing", ["body"], "Field required", None)]
    assert refused(api, "POST", "/api/agents") == expected


def test_a_body_that_is_not_said_to_be_json_is_text(api: Caller) -> None:
    [entry] = refused(api, "POST", "/api/agents", data="{}", headers={"Content-Type": "text/plain"})
    assert (entry["type"], entry["input"]) == ("model_attributes_type", "{}")


def test_a_body_that_is_no_json_is_refused(api: Caller) -> None:
    headers = {"Content-Type": "application/json"}
    expected = problem(
        "json_invalid", ["body", 6], "JSON decode error", {}, error="Expecting value"
    )
    assert refused(api, "POST", "/api/agents", data='{"a": ', headers=headers) == [expected]


@pytest.mark.parametrize("data", [b'{"name": "\xff"}', b"[" * 100_000, b'{"name": NaN}'])
def test_a_body_that_cannot_be_read_is_refused(api: Caller, data: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    response = api.post("/api/agents", data=data, headers=headers)
    assert response.status_code == 400
    assert response.json() == {"detail": "There was an error parsing the body"}


def test_half_a_character_is_refused(api: Caller) -> None:
    body = '{"type": "message", "source": "user", "content": "\\ud83d"}'
    headers = {"Content-Type": "application/json"}
    [entry] = refused(api, "POST", STREAM, data=body, headers=headers)
    assert (entry["type"], entry["loc"]) == ("string_unicode", ["body", "content"])


def test_every_wrong_query_parameter_is_told_before_the_body(api: Caller) -> None:
    message = "Input should be a valid boolean, unable to interpret input"
    assert refused(api, "POST", "/api/sessions?allow_greeting=maybe", json={}) == [
        problem("bool_parsing", ["query", "allow_greeting"], message, "maybe"),
        missing("agent_id", {}),
    ]


@pytest.mark.parametrize("number", ["x", "", "6.5", "1e3", "\u0663", "9" * 5000])
def test_an_offset_that_is_no_integer_is_refused(api: Caller, number: str) -> None:
    message = "Input should be a valid integer, unable to parse string as an integer"
    params = {"min_offset": number, "source": "nobody"}
    assert refused(api, "GET", f"/api/sessions/{SESSION}/events", params=params) == [
        problem("int_parsing", ["query", "min_offset"], message, number),
        no_choice(["query", "source"], "nobody", SOURCES),
    ]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"params": {"types": "tool,x"}}, [no_choice(["query", "types", 1], "x", TYPES)]),
        ({"json": ["x", "tool"]}, [no_choice(["body", 0], "x", TYPES)]),
        ({"json": [["tool"]]}, [no_choice(["body", 0], ["tool"], TYPES)]),
        (
            {"json": "tool"},
            [problem("list_type", ["body"], "Input should be a valid list", "tool")],
        ),
    ],
)
def test_types_that_are_none_are_refused(
    api: Caller, parts: dict[str, Any], expected: list[dict[str, Any]]
) -> None:
    assert refused(api, "GET", f"/api/sessions/{SESSION}/events", **parts) == expected


def test_an_unknown_route_is_not_found(api: Caller) -> None:
    for path in ("/", "/api/nothing", "/api/sessions//events", "/api/sessions/a%2Fb%20c%3Cd%3E"):
        response = api.get(path)
        assert (response.status_code, response.json()) == (404, {"detail": "Not Found"})


def test_a_method_that_a_route_does_not_know_is_refused(api: Caller) -> None:
    response = api.send("DELETE", f"/api/sessions/{SESSION}")
    assert (response.status_code, response.json()) == (405, {"detail": "Method Not Allowed"})
    assert "GET" in response.headers["allow"]


def test_a_body_beyond_the_limit_is_refused(api: Caller) -> None:
    response = api.post("/api/agents", json={"name": "x" * 17 * 1024 * 1024})
    assert response.status_code == 413
    assert set(response.json()) == {"detail"}
