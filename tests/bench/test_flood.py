from __future__ import annotations

import math
import time

import pytest
import requests

from tests.bench.figures import Figures, percentile
from tests.bench.neighbour import Neighbour
from tests.bench.prose import drawn_word, tokens
from tests.bench.speaker import Speaker
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream
from tests.web.tab import Tab

pytestmark = pytest.mark.bench

CHUNKS = 50_000
PATIENCE_SECONDS = 60.0


def test_the_site_while_one_reply_floods(
    scripted: ScriptedUpstream, scripted_site: Site, figures: Figures
) -> None:
    Speaker(scripted, tokens(CHUNKS, drawn_word()), math.inf)
    with requests.Session() as person, Neighbour(scripted_site.url) as neighbour:
        tab, address = open_tab(person, scripted_site.url)
        started = time.monotonic()
        person.post(f"{address}/messages", data={"content": "Go"}, timeout=PATIENCE_SECONDS)
        tab.read_until("The reply is complete.")
        seconds = time.monotonic() - started
    tab.disconnect()

    figures.add("site and one socket: chunks/s", CHUNKS / seconds)
    figures.add("    frames", len(tab.frames))
    for name, percent in (("median", 50), ("longest", 100)):
        wait = percentile(neighbour.waits, percent) * 1_000
        figures.add(f"    a neighbour's wait, {name}: ms", wait)


def open_tab(person: requests.Session, url: str) -> tuple[Tab, str]:
    """Open a session in a tab; give it with the session's address."""
    answer = person.post(
        f"{url}/sessions", data={}, allow_redirects=False, timeout=PATIENCE_SECONDS
    )
    path = answer.headers["Location"]
    tab = Tab(url, path.rpartition("/")[2], dict(person.cookies))
    tab.load()
    tab.connect()
    return tab, f"{url}{path}"
