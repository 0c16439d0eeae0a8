from __future__ import annotations

import itertools
import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import answer, fake_server, reset, unreachable_url
from tests.client.wire import AGENT, SESSION
from webchat.client import (
    APIError,
    BackoffStrategy,
    Flux0,
    NoAnswerError,
    RetryConfig,
    UnreachableError,
)

AGENTS = {"data": [AGENT]}
PATIENT = RetryConfig("backoff", BackoffStrategy(1, 5, 2.0, 60_000), True)
WITHOUT_CONNECTION_ERRORS = RetryConfig("backoff", PATIENT.backoff, False)
NONE = RetryConfig("none", PATIENT.backoff, True)


def test_pauses_grow_up_to_the_longest_and_differ_by_chance() -> None:
    pauses = list(itertools.islice(BackoffStrategy(100, 1_000, 2.0, 0).pauses(), 6))
    for pause, longest in zip(pauses, [0.1, 0.2, 0.4, 0.8, 1.0, 1.0], strict=True):
        assert longest / 2 <= pause <= longest


@pytest.mark.parametrize("fault", [reset, *(answer(b"", status) for status in (502, 503, 504))])
def test_a_get_is_made_again(serve: Serve, connect: Connect, fault: Any) -> None:
    server = serve(fault, fault, answer(AGENTS))
    assert len(connect(server.url, retry_config=PATIENT).agents.list().data) == 1
    assert len(server.received) == 3


def test_a_get_is_made_again_without_any_configuration(serve: Serve, connect: Connect) -> None:
    server = serve(answer(b"", status=503), answer(AGENTS))
    assert len(connect(server.url).agents.list().data) == 1


def test_the_configuration_of_a_call_stands_in_for_the_clients(
    serve: Serve, connect: Connect
) -> None:
    server = serve(answer(b"", status=503), answer(AGENTS))
    flux0 = connect(server.url, retry_config=PATIENT)
    with pytest.raises(APIError):
        flux0.agents.list(retries=NONE)
    assert len(server.received) == 1


@pytest.mark.parametrize("status", [400, 404, 422, 429, 500, 501])
def test_a_get_is_not_made_again_after_another_answer(
    serve: Serve, connect: Connect, status: int
) -> None:
    server = serve(answer(b"", status=status), answer(AGENTS))
    with pytest.raises(APIError):
        connect(server.url, retry_config=PATIENT).agents.list()
    assert len(server.received) == 1


@pytest.mark.parametrize(
    "moment",
    ["0", format_datetime(datetime.now(UTC)), datetime.now(UTC).strftime("%a %b %d %H:%M:%S %Y")],
    ids=["seconds", "date", "date in asctime"],
)
def test_a_429_is_made_again_when_it_says_when(serve: Serve, connect: Connect, moment: str) -> None:
    server = serve(answer(b"", status=429, Retry_After=moment), answer(AGENTS))
    assert len(connect(server.url, retry_config=PATIENT).agents.list().data) == 1


@pytest.mark.parametrize(
    "moment",
    ["61", format_datetime(datetime.now(UTC) + timedelta(days=1)), "soon"],
    ids=["seconds", "date", "no date"],
)
def test_a_wait_that_would_be_too_long_is_not_begun(
    serve: Serve, connect: Connect, moment: str
) -> None:
    server = serve(answer(b"", status=429, Retry_After=moment))
    with pytest.raises(APIError):
        connect(server.url, retry_config=PATIENT).agents.list()
    assert len(server.received) == 1


def test_a_get_is_given_up_when_its_time_is_over(serve: Serve, connect: Connect) -> None:
    server = serve(answer(b"", status=503))
    config = RetryConfig("backoff", BackoffStrategy(1, 1, 1.0, 50), True)
    with pytest.raises(APIError):
        connect(server.url, retry_config=config).agents.list()
    assert 1 < len(server.received) < 200


def test_connection_errors_are_made_again_only_if_wished(serve: Serve, connect: Connect) -> None:
    server = serve(reset)
    with pytest.raises(NoAnswerError):
        connect(server.url, retry_config=WITHOUT_CONNECTION_ERRORS).agents.list()
    assert len(server.received) == 1


@pytest.mark.parametrize("fault", [reset, *(answer(b"", status) for status in (502, 503, 504))])
@pytest.mark.parametrize(
    "post",
    [
        lambda flux0: flux0.sessions.create("vUfk4PgjTm", retries=PATIENT),
        lambda flux0: flux0.sessions.create_event(
            "zv3h4j5Fjv", "message", "user", "Hi", retries=PATIENT
        ),
    ],
    ids=["create", "create_event"],
)
def test_a_post_that_may_have_been_received_is_never_made_again(
    serve: Serve, connect: Connect, fault: Any, post: Callable[[Flux0], object]
) -> None:
    server = serve(fault)
    with pytest.raises((APIError, NoAnswerError)):
        post(connect(server.url))
    assert len(server.received) == 1


def test_a_post_that_was_never_sent_is_made_again_if_wished(
    connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "webchat.client")
    url = unreachable_url()
    has_failed = threading.Event()
    caplog.handler.addFilter(lambda record: has_failed.set() or True)
    flux0 = connect(url, retry_config=PATIENT)
    with ThreadPoolExecutor(1) as threads:
        created = threads.submit(flux0.sessions.create, "vUfk4PgjTm")
        assert has_failed.wait(10)
        with fake_server(answer(SESSION), port=urlsplit(url).port or 0) as server:
            assert created.result(10).id == "zv3h4j5Fjv"
            assert len(server.received) == 1


@pytest.mark.parametrize("config", [None, NONE, WITHOUT_CONNECTION_ERRORS])
def test_a_post_is_not_made_again_unless_wished(
    connect: Connect, caplog: pytest.LogCaptureFixture, config: RetryConfig | None
) -> None:
    caplog.set_level(logging.DEBUG, "webchat.client")
    with pytest.raises(UnreachableError):
        connect(unreachable_url(), retry_config=config).sessions.create("vUfk4PgjTm")
    assert caplog.messages == ["POST /api/sessions: ConnectionError"]
