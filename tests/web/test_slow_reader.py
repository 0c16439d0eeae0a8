from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.servers.site import running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.raw_tab import RawTab
from tests.web.tab import Tab, position_of

PARAGRAPH = "A paragraph that a slow reader will only get round to later. " * 20
PARAGRAPHS = 3_000


@pytest.fixture
def site(upstream: ScriptedUpstream, tmp_path: Path) -> Iterator[str]:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        yield site.url


def test_a_slow_reader_is_sent_everything_whole_and_disturbs_nobody(
    site: str, upstream: ScriptedUpstream
) -> None:
    with requests.Session() as browser:
        session_url = browser.post(f"{site}/sessions", data={}, timeout=10).url
        session_id = session_url.rpartition("/")[2]
        page = browser.get(session_url, timeout=10).text
        cookies = browser.cookies.get_dict()
        slow = RawTab(site, session_id, cookies, position_of(page, r'id="position">([^<]+)<'))
        quick = Tab(site, session_id, cookies)
        quick.load()
        quick.connect()

        browser.post(f"{session_url}/messages", data={"content": "Go"}, timeout=10)
    reply = upstream.next_reply()
    for number in range(PARAGRAPHS):
        reply.say(f"{PARAGRAPH}{number}.\n\n")
    reply.end()
    quick.read_until('data-state="done"')
    quick.disconnect()

    read = slow.read_until('data-state="done"')
    slow.close()

    for number in range(PARAGRAPHS):
        assert read.count(f"{PARAGRAPH}{number}.</p>") == 1
