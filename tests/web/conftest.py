"""One person's session on a site that is served, and a tab on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from flask import Flask

from tests.servers.threaded import served
from tests.web.tab import Tab


@pytest.fixture
def site(app: Flask) -> Iterator[str]:
    with served(app) as url:
        yield url


@pytest.fixture
def session_id(site: str, cookies: dict[str, str]) -> str:
    answer = requests.post(
        f"{site}/sessions", data={}, cookies=cookies, allow_redirects=False, timeout=10
    )
    return answer.headers["Location"].rpartition("/")[2]


@pytest.fixture
def cookies(site: str) -> dict[str, str]:
    return requests.get(site, timeout=10).cookies.get_dict()


@pytest.fixture
def tab(site: str, session_id: str, cookies: dict[str, str]) -> Iterator[Tab]:
    tab = Tab(site, session_id, cookies)
    tab.load()
    tab.connect()
    tab.read()
    yield tab
    tab.disconnect()
