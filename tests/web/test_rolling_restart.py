from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.render.dom import PageModel
from tests.servers.redis import RedisServer
from tests.servers.site import running_site
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.visitor import Visitor

COME_BACK = 1012
WORDS = [f"word{number} " for number in range(20)]


@pytest.fixture(params=["alone", "with Redis"])
def settings(
    request: pytest.FixtureRequest, upstream: ScriptedUpstream, monkeypatch: pytest.MonkeyPatch
) -> dict[str, str]:
    monkeypatch.setenv("WEB_CONCURRENCY", "1")
    common = {"sessions_api_url": upstream.url}
    if request.param == "alone":
        return common
    server: RedisServer = request.getfixturevalue("redis_server")
    return {**common, "redis_url": server.url}


def test_a_second_process_takes_over_and_nothing_is_lost(
    settings: dict[str, str], upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    with running_site(tmp_path, **settings) as old, running_site(tmp_path, **settings) as new:
        visitor = Visitor(old.url)
        session_id = visitor.open_session("Hello")
        reply = upstream.next_reply()
        first = visitor.tab(session_id)
        reply.say(*WORDS[:10])
        first.read_until("word9")
        old.process.send_signal(signal.SIGTERM)
        assert first.close_code() == COME_BACK

        visitor.url = new.url
        page = visitor.page(session_id)
        second = visitor.tab(session_id)
        assert 'data-state="streaming"' in page
        assert visitor.send(session_id, "Me too").status_code == 409
        reply.say(*WORDS[10:])
        upstream.store_reply(reply)
        reply.end()
        frames = second.read_until('data-state="done"')

        model = PageModel(page)
        model.apply(frames)
        assert old.process.wait(PATIENCE_SECONDS) == 0
        assert model.inner_html_of("transcript") == PageModel(
            visitor.page(session_id)
        ).inner_html_of("transcript")
        assert "".join(WORDS).strip() in model.inner_html_of("transcript")
