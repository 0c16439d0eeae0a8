from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.crowd import Crowd
from tests.bench.figures import Figures
from tests.bench.memory import worker_kilobytes
from tests.servers.site import Site, running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.visitor import Visitor

pytestmark = pytest.mark.bench

TABS = 1_000
FIRST_TABS = 20


@pytest.mark.parametrize(
    ("sessions", "target"),
    [
        pytest.param(TABS, "<= 60", id="sessions of their own"),
        pytest.param(1, "", id="one session"),
    ],
)
def test_the_memory_of_idle_tabs(
    sessions: int, target: str, upstream: ScriptedUpstream, tmp_path: Path, figures: Figures
) -> None:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        ada = Visitor(site.url)
        open_and_leave(ada)
        before = worker_kilobytes(site)
        ids = [ada.open_session() for _ in range(sessions)]
        with Crowd(ada) as crowd:
            for number in range(TABS):
                crowd.join(ids[number % sessions])
            crowd.read()
            after = worker_kilobytes(site)
            assert_serves(site)
            assert not crowd.lost, "a tab lost its connection"

    name = "on one session" if sessions == 1 else "on sessions of their own"
    figures.add(f"an idle tab of {TABS:,} {name}: kB", (after - before) / TABS, target=target)


def open_and_leave(person: Visitor) -> None:
    """Open some tabs and close them: what all share is made by the first."""
    session_id = person.open_session()
    with Crowd(person) as crowd:
        for _ in range(FIRST_TABS):
            crowd.join(session_id)


def assert_serves(site: Site) -> None:
    assert Visitor(site.url).open_session(), "a site so full serves nobody else"
