from __future__ import annotations

import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.servers.redis import RedisServer
from tests.servers.site import Site, running_site
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.visitor import Visitor
from webchat.web import problems

# A lease has to lapse first, and then the process has to be missed twice.
LOSS_SECONDS = 30.0
MOST_FRAMES = 20


@dataclass(frozen=True)
class Pair:
    """Two processes of one site, and somebody who may come to either."""

    one: Site
    other: Site
    visitor: Visitor

    def at(self, site: Site) -> Visitor:
        self.visitor.url = site.url
        return self.visitor


@pytest.fixture
def pair(
    tmp_path: Path,
    upstream: ScriptedUpstream,
    redis_server: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Pair]:
    monkeypatch.setenv("WEB_CONCURRENCY", "1")
    settings = {"sessions_api_url": upstream.url, "redis_url": redis_server.url}
    with (
        running_site(tmp_path, **settings) as one,
        running_site(tmp_path, **settings) as other,
    ):
        yield Pair(one, other, Visitor(one.url))


def test_a_reply_is_followed_and_stopped_from_either_process(
    pair: Pair, upstream: ScriptedUpstream
) -> None:
    session_id = pair.at(pair.one).open_session("Hello")
    reply = upstream.next_reply()
    pair.at(pair.one).tab(session_id)
    assert 'data-state="streaming"' in pair.at(pair.other).page(session_id)
    tabs = [pair.at(site).tab(session_id) for site in (pair.one, pair.other)]
    reply.say("Half")
    for tab in tabs:
        tab.read_until("Half")
    assert "Half" in pair.at(pair.other).page(session_id)

    assert pair.at(pair.other).send(session_id, "Second").status_code == 409
    pair.at(pair.other).stop(session_id)

    assert reply.reader_left.wait(PATIENCE_SECONDS)
    for tab in tabs:
        tab.read_until('data-state="stopped"')
    assert pair.at(pair.one).page(session_id).count("Half") == 1


def test_without_redis_a_running_reply_goes_on_and_messages_are_refused_for_a_while(
    pair: Pair, upstream: ScriptedUpstream, redis_server: RedisServer
) -> None:
    session_id = pair.at(pair.one).open_session("Hello")
    other_id = pair.at(pair.one).open_session()
    reply = upstream.next_reply()
    tab = pair.at(pair.one).tab(session_id)
    redis_server.kill()

    reply.say("Still here")
    tab.read_until("Still here")
    refused = pair.at(pair.other).send(other_id, "Hello")

    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == str(problems.RETRY_AFTER_SECONDS)
    assert pair.at(pair.other).page(other_id)
    redis_server.start()
    upstream.store_reply(reply)
    reply.end()
    tab.read_until('data-state="done"')
    assert "Still here" in pair.at(pair.other).page(session_id)


def test_without_redis_one_is_told_that_a_reply_elsewhere_could_not_be_stopped(
    pair: Pair, upstream: ScriptedUpstream, redis_server: RedisServer
) -> None:
    session_id = pair.at(pair.one).open_session("Hello")
    reply = upstream.next_reply()
    assert 'data-state="streaming"' in pair.at(pair.other).page(session_id)
    redis_server.kill()

    refused = pair.at(pair.other).stop(session_id)

    assert refused.status_code == 503
    assert problems.NOT_STOPPED in refused.text
    assert not reply.reader_left.is_set()
    assert pair.at(pair.one).stop(session_id).status_code == 200
    assert reply.reader_left.wait(PATIENCE_SECONDS)


def test_a_reply_whose_process_is_killed_is_interrupted_elsewhere(
    pair: Pair, upstream: ScriptedUpstream
) -> None:
    session_id = pair.at(pair.one).open_session("Hello")
    reply = upstream.next_reply()
    reply.say("Half")
    tab = pair.at(pair.other).tab(session_id)
    assert "Half" in tab.load() or tab.read_until("Half")

    pair.one.end(signal.SIGKILL)

    frames = (tab.read(LOSS_SECONDS) for _ in range(MOST_FRAMES))
    assert any('data-state="interrupted"' in frame for frame in frames)
    assert pair.at(pair.other).page(session_id).count("Half") == 1
    assert pair.at(pair.other).send(session_id, "Again").status_code == 200
    upstream.next_reply().say("Well")
    tab.read_until("Well")


def test_a_list_of_sessions_learns_of_a_reply_in_the_other_process(
    pair: Pair, upstream: ScriptedUpstream
) -> None:
    tab = pair.at(pair.other).tab(pair.at(pair.one).open_session())
    tab.read()

    pair.at(pair.one).open_session("Tea, please")
    reply = upstream.next_reply()

    assert "Tea, please" in tab.read_until("live-mark")
    upstream.store_reply(reply)
    reply.end()
    assert "live-mark" not in tab.read_until("session-list")
