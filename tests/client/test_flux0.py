from __future__ import annotations

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import answer, held
from tests.client.wire import AGENT, chunk_bytes
from webchat.client import Flux0
from webchat.errors import ConfigurationError

AGENTS = {"data": [AGENT]}


def test_the_server_is_by_default_the_one_of_the_environment(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBCHAT_SESSIONS_API_URL", "https://api.example.com/base/")
    assert connect().server_url == "https://api.example.com/base"


def test_the_server_is_on_this_machine_where_the_environment_names_none(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WEBCHAT_SESSIONS_API_URL", raising=False)
    assert connect().server_url == "http://127.0.0.1:8080"


def test_the_argument_wins_over_the_environment(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEBCHAT_SESSIONS_API_URL", "https://api.example.com")
    assert connect("http://127.0.0.1:1").server_url == "http://127.0.0.1:1"


@pytest.mark.parametrize(
    "url",
    ["ftp://host", "host:80", "http://", "http://:80", "http://host:x", "http://[1", "http://a?b"],
)
def test_a_server_url_that_is_none_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="server_url"):
        Flux0(url)


def test_a_path_of_the_server_url_stands_before_every_path(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS))
    connect(f"{server.url}/base/").agents.list()
    assert server.received[0].target == "/base/api/agents"


def test_the_caller_is_named_by_a_cookie(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS))
    connect(server.url, user_sub="kevin").agents.list()
    assert server.received[0].headers["Cookie"] == "flux0_user_sub=kevin"


def test_a_view_speaks_for_another_caller_over_the_same_connections(
    serve: Serve, connect: Connect
) -> None:
    server = serve(answer(AGENTS))
    flux0 = connect(server.url, user_sub="kevin")
    for client in (flux0, flux0.with_user("jz"), flux0.with_user(None), flux0):
        client.agents.list()
    assert [received.headers.get("Cookie") for received in server.received] == [
        "flux0_user_sub=kevin",
        "flux0_user_sub=jz",
        None,
        "flux0_user_sub=kevin",
    ]
    assert len({received.connection for received in server.received}) == 1


def test_closing_a_view_closes_no_connection(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS))
    flux0 = connect(server.url)
    with flux0.with_user("jz") as view:
        view.agents.list()
    flux0.agents.list()
    assert len({received.connection for received in server.received}) == 1


def test_closing_the_client_closes_its_connections(serve: Serve, connect: Connect) -> None:
    server = serve(answer(AGENTS))
    flux0 = connect(server.url)
    with flux0:
        flux0.agents.list()
    flux0.agents.list()
    assert len({received.connection for received in server.received}) == 2


def test_a_stream_outlives_the_closing_of_its_client(serve: Serve, connect: Connect) -> None:
    server = serve(held(chunk_bytes("Hi ")))
    with connect(server.url) as flux0:
        events = flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")
    with events:
        assert next(events).event == "chunk"


@pytest.mark.parametrize("user_sub", ["", "a b", "a;b", "a,b", 'a"b', "a\nb", "a\\b", "é"])
def test_a_caller_that_no_cookie_can_name_is_refused(connect: Connect, user_sub: str) -> None:
    with pytest.raises(ValueError, match="user_sub"):
        Flux0("http://127.0.0.1:1", user_sub=user_sub)
    with pytest.raises(ValueError, match="user_sub"):
        connect("http://127.0.0.1:1").with_user(user_sub)
