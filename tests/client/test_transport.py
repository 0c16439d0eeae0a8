from __future__ import annotations

import logging
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import Answer, answer, reset, silent, stream, unreachable_url
from tests.client.wire import AGENT, SESSION
from webchat.client import MalformedAnswerError, NoAnswerError, UnreachableError
from webchat.client.retries import NO_RETRIES

AGENTS = {"data": [AGENT]}


def test_a_refused_connection_is_unreachable(connect: Connect) -> None:
    url = unreachable_url()
    place = url.removeprefix("http://")
    with pytest.raises(UnreachableError, match=f"^POST /api/sessions: no connection to {place} "):
        connect(url).sessions.create("vUfk4PgjTm")


def test_an_error_names_the_server_but_not_the_password_for_it(connect: Connect) -> None:
    url = unreachable_url()
    with pytest.raises(UnreachableError, match=url.removeprefix("http://")) as unreachable:
        connect(url.replace("://", "://kim:hush@")).agents.list(NO_RETRIES)
    assert "hush" not in str(unreachable.value)


@pytest.mark.parametrize("url", ["http://no-such-host.invalid", "http://a..b"])
def test_a_host_that_is_not_there_is_unreachable(connect: Connect, url: str) -> None:
    with pytest.raises(UnreachableError):
        connect(url).sessions.create("vUfk4PgjTm")


@pytest.mark.parametrize("fault", [reset, silent], ids=["reset", "silent"])
def test_a_request_that_may_have_been_received_gets_no_answer(
    serve: Serve, connect: Connect, fault: Answer
) -> None:
    server = serve(fault)
    flux0 = connect(server.url, read_timeout=0.2)
    with pytest.raises(NoAnswerError):
        flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")
    assert len(server.received) == 1


def test_a_server_that_does_not_speak_tls_gives_no_answer(serve: Serve, connect: Connect) -> None:
    server = serve(answer(SESSION))
    flux0 = connect(server.url.replace("http:", "https:"))
    with pytest.raises(NoAnswerError):
        flux0.sessions.create("vUfk4PgjTm")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_never_followed(serve: Serve, connect: Connect, status: int) -> None:
    elsewhere = serve(answer(SESSION))
    server = serve(answer(b"", status=status, Location=f"{elsewhere.url}/api/sessions"))
    flux0 = connect(server.url, user_sub="kevin")
    with pytest.raises(MalformedAnswerError, match=str(status)):
        flux0.sessions.retrieve("zv3h4j5Fjv")
    with pytest.raises(MalformedAnswerError, match=str(status)):
        flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")
    assert elsewhere.received == []


def test_cookies_of_an_answer_are_forgotten(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS, Set_Cookie="flux0_user_sub=someone; Path=/"))
    flux0 = connect(server.url)
    flux0.agents.list()
    flux0.agents.list()
    assert "Cookie" not in server.received[1].headers


def test_the_proxies_and_credentials_of_the_environment_are_ignored(
    serve: Serve, connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", unreachable_url())
    monkeypatch.setenv("ALL_PROXY", unreachable_url())
    server = serve(answer(AGENTS))
    assert len(connect(server.url).agents.list().data) == 1


def test_a_connection_is_used_again(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS))
    flux0 = connect(server.url)
    for _ in range(3):
        flux0.agents.list()
    assert len({received.connection for received in server.received}) == 1


def test_a_connection_is_used_again_after_an_error(serve: Serve, connect: Connect) -> None:
    server = serve(answer({"detail": "no"}, status=404), answer(AGENTS))
    flux0 = connect(server.url)
    with pytest.raises(Exception, match="404 no"):
        flux0.agents.retrieve("vUfk4PgjTm")
    flux0.agents.list()
    assert len({received.connection for received in server.received}) == 1


def test_a_connection_of_a_stream_is_not_used_again(serve: Serve, connect: Connect) -> None:
    server = serve(stream(), answer(AGENTS))
    flux0 = connect(server.url)
    with flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi") as events:
        assert list(events) == []
    flux0.agents.list()
    assert len({received.connection for received in server.received}) == 2


def test_threads_share_one_client(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS))
    flux0 = connect(server.url)
    together = threading.Barrier(8)

    def ask(number: int) -> str:
        view = flux0.with_user(f"user-{number}")
        together.wait(10)
        for _ in range(5):
            assert len(view.agents.list().data) == 1
        return f"flux0_user_sub=user-{number}"

    with ThreadPoolExecutor(8) as threads:
        cookies = sorted(list(threads.map(ask, range(8))) * 5)
    assert sorted(received.headers["Cookie"] for received in server.received) == cookies


def test_the_log_tells_method_path_and_status_but_no_words(
    serve: Serve, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server = serve(stream(b"data: a secret answer\n\n"))
    flux0 = connect(server.url, user_sub="kevin")
    with flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "a secret") as events:
        assert len(list(events)) == 1
    ours = [record.getMessage() for record in caplog.records if record.name == "webchat.client"]
    assert ours == ["POST /api/sessions/zv3h4j5Fjv/events/stream: 200"]
    assert "secret" not in caplog.text
    assert "kevin" not in caplog.text
