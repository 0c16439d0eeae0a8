from __future__ import annotations

import gzip
from typing import Any

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import answer, short, silent, stream
from tests.client.wire import SESSION
from webchat.client import (
    APIError,
    HTTPValidationError,
    MalformedAnswerError,
    NoAnswerError,
    SessionsAPIError,
)

TOO_SHORT = {
    "loc": ["path", "session_id"],
    "msg": "String should have\nat least 10 characters",
    "type": "string_too_short",
    "input": "my secret",
}


def refusal(serve: Serve, connect: Connect, body: Any, status: int) -> APIError:
    server = serve(answer(body, status=status))
    with pytest.raises(APIError) as caught:
        connect(server.url).sessions.retrieve("zv3h4j5Fjv")
    return caught.value


@pytest.mark.parametrize("status", [400, 401, 404, 418, 500, 599])
def test_an_error_status_raises_an_api_error(serve: Serve, connect: Connect, status: int) -> None:
    error = refusal(serve, connect, {"detail": "Session not found"}, status)
    assert type(error) is APIError
    assert (error.status_code, error.message) == (status, "Session not found")
    assert error.body == '{"detail": "Session not found"}'
    assert error.raw_response.json() == {"detail": "Session not found"}
    assert error.raw_response.status_code == status
    assert str(error) == f"GET /api/sessions/zv3h4j5Fjv: {status} Session not found"


def test_an_error_without_a_detail_has_the_reason_of_its_status(
    serve: Serve, connect: Connect
) -> None:
    error = refusal(serve, connect, b"<html>\xff</html>", 404)
    assert (error.message, error.body) == ("Not Found", "<html>\ufffd</html>")


def test_a_validation_error_has_its_details_but_tells_no_input(
    serve: Serve, connect: Connect
) -> None:
    error = refusal(serve, connect, {"detail": [TOO_SHORT]}, 422)
    assert isinstance(error, HTTPValidationError)
    assert error.detail == [TOO_SHORT]
    assert error.message == "path.session_id: String should have at least 10 characters"
    assert "secret" not in str(error)


def test_a_validation_error_with_a_plain_detail_is_one_problem(
    serve: Serve, connect: Connect
) -> None:
    error = refusal(serve, connect, {"detail": "Missing 'message' field"}, 422)
    assert isinstance(error, HTTPValidationError)
    assert [item["msg"] for item in error.detail] == ["Missing 'message' field"]
    assert error.message == "Missing 'message' field"


@pytest.mark.parametrize("body", [b"", b"{", [], {"detail": None}, {"detail": [1]}])
def test_a_422_that_says_nothing_is_a_plain_api_error(
    serve: Serve, connect: Connect, body: Any
) -> None:
    assert type(refusal(serve, connect, body, 422)) is APIError


def test_create_event_raises_before_it_gives_a_stream(serve: Serve, connect: Connect) -> None:
    server = serve(answer({"detail": "Session not found"}, status=400))
    with pytest.raises(APIError) as caught:
        connect(server.url).sessions.create_event("zv3h4j5Fjv", "message", "user", "secret")
    assert str(caught.value) == (
        "POST /api/sessions/zv3h4j5Fjv/events/stream: 400 Session not found"
    )


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[]", b"null", b'"\xff"', b"[" * 200_000, {"id": "x"}]
)
def test_an_answer_of_another_shape_is_malformed(serve: Serve, connect: Connect, body: Any) -> None:
    server = serve(answer(body))
    with pytest.raises(MalformedAnswerError, match="^GET /api/sessions/zv3h4j5Fjv: "):
        connect(server.url).sessions.retrieve("zv3h4j5Fjv")


def test_a_success_without_content_is_malformed(serve: Serve, connect: Connect) -> None:
    server = serve(answer(b"", status=204))
    with pytest.raises(MalformedAnswerError):
        connect(server.url).sessions.create("vUfk4PgjTm")


def test_a_compressed_answer_is_read(serve: Serve, connect: Connect) -> None:
    body = gzip.compress(b'{"data": []}')
    server = serve(answer(body, Content_Encoding="gzip"))
    assert connect(server.url).agents.list().data == ()


@pytest.mark.parametrize(
    "broken",
    [
        stream(b'{"data": [', end=b""),
        answer(b"not gzip", Content_Encoding="gzip"),
        short(b"{}", "application/json"),
        silent,
    ],
    ids=["cut", "undecodable", "short", "silent"],
)
def test_an_answer_that_does_not_arrive_whole_is_no_answer(
    serve: Serve, connect: Connect, broken: Any
) -> None:
    flux0 = connect(serve(broken).url, read_timeout=0.2)
    with pytest.raises(NoAnswerError, match="^POST /api/sessions: "):
        flux0.sessions.create("vUfk4PgjTm")


def test_an_answer_that_trickles_is_given_up(serve: Serve, connect: Connect) -> None:
    def trickle(handler: Any) -> None:
        stream(end=b"")(handler)
        while not handler.fake.ending.wait(0.02):
            handler.wfile.write(b"1\r\n \r\n")

    flux0 = connect(serve(trickle).url, read_timeout=0.2)
    with pytest.raises(NoAnswerError, match="no whole answer within 0.2 s"):
        flux0.sessions.create("vUfk4PgjTm")


def test_every_error_is_a_sessions_api_error(serve: Serve, connect: Connect) -> None:
    server = serve(answer(SESSION, status=500))
    with pytest.raises(SessionsAPIError):
        connect(server.url).sessions.create("vUfk4PgjTm")
