from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deadline import wait_until
from tests.servers.redis import RedisServer
from tests.servers.site import PROCFILE, STOP_SECONDS, Site, running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.mortal_site import BOOTED
from tests.web.tab import Tab
from tests.web.visitor import Visitor

COME_BACK = 1012
WORKERS = 2


@pytest.fixture
def site(
    tmp_path: Path,
    upstream: ScriptedUpstream,
    redis_server: RedisServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Site]:
    """The site as the Procfile starts it, where the platform asks for two workers."""
    monkeypatch.setenv("WEB_CONCURRENCY", str(WORKERS))
    settings = {"sessions_api_url": upstream.url, "redis_url": redis_server.url, "nmae": "Mine"}
    with running_site(tmp_path, PROCFILE, **settings) as site:
        wait_until(lambda: len(workers(site)) == WORKERS)
        yield site


def workers(site: Site) -> list[int]:
    return [int(number) for number in BOOTED.findall(site.printed())]


def tabs_on_each(site: Site, visitor: Visitor, session_id: str) -> list[Tab]:
    """Open a tab on each worker, while all others are kept from taking it."""
    return [tab_on(worker, site, visitor, session_id) for worker in workers(site)]


def tab_on(worker: int, site: Site, visitor: Visitor, session_id: str) -> Tab:
    others = [other for other in workers(site) if other != worker]
    for other in others:
        os.kill(other, signal.SIGSTOP)
    try:
        return visitor.tab(session_id)
    finally:
        for other in others:
            os.kill(other, signal.SIGCONT)


def times_told(printed: str) -> dict[str, int]:
    lines = ("made a key", "WEBCHAT_NMAE is no setting", "sessions API: ", "open http")
    return {line: printed.count(line) for line in lines}


def test_tabs_on_each_worker_show_the_same_and_leave_with_it(
    site: Site, upstream: ScriptedUpstream
) -> None:
    visitor = Visitor(site.url)
    session_id = visitor.open_session("Hello")
    reply = upstream.next_reply()
    reply.say("Half of ")
    tabs = tabs_on_each(site, visitor, session_id)
    assert set(times_told(site.printed()).values()) == {1}
    reply.say("it.")
    upstream.store_reply(reply)
    reply.end()
    for tab in tabs:
        assert "it." in tab.read_until('data-state="done"')
    assert "Half of it." in visitor.page(session_id)

    assert visitor.send(session_id, "More").ok
    last = upstream.next_reply()
    last.say("Well, ")
    for tab in tabs:
        tab.read_until("Well,")
    site.process.send_signal(signal.SIGTERM)

    assert [tab.close_code() for tab in tabs] == [COME_BACK] * WORKERS
    last.say("goodbye.")
    last.end()
    assert site.process.wait(STOP_SECONDS) == 0
    assert not last.reader_left.is_set()


def test_a_start_is_told_once_more_when_the_site_is_reloaded(site: Site) -> None:
    wait_until(lambda: "open http" in site.printed())
    site.process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(workers(site)) == 2 * WORKERS)
    wait_until(lambda: site.printed().count("open http") == 2)

    told = times_told(site.end(signal.SIGTERM))

    assert told.pop("made a key") == 1
    assert set(told.values()) == {2}
