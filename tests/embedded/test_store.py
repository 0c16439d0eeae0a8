from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from tests.embedded.caller import Caller
from webchat.embedded import serve
from webchat.embedded.api import FIRST_AGENT_ID
from webchat.errors import ConfigurationError

STARTERS = 6


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "no address", ""])
def test_a_database_that_cannot_be_shared_or_found_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError), serve(url):
        pass


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with serve(f"sqlite:///{tmp_path}/a/b/sessions.sqlite3") as url:
        assert Caller(url).open_session()
    assert (tmp_path / "a" / "b" / "sessions.sqlite3").is_file()


def test_who_starts_at_once_on_a_new_database_shares_it(any_database_url: str) -> None:
    together = Barrier(STARTERS)

    def start() -> list[str]:
        together.wait()
        with serve(any_database_url) as url:
            return [agent["id"] for agent in Caller(url).get("/api/agents").json()["data"]]

    with ThreadPoolExecutor(STARTERS) as pool:
        found = [future.result() for future in [pool.submit(start) for _ in range(STARTERS)]]

    assert found == [[FIRST_AGENT_ID]] * STARTERS
