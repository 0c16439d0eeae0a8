from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.bench.figures import Figures
from tests.browser.first_load import MOST_BYTES, MOST_REQUESTS, first_load
from tests.browser.fixtures import Chat

pytestmark = pytest.mark.bench


def test_the_first_load(browser: Browser, chat: Chat, floor: str, figures: Figures) -> None:
    chat.start("hello")
    chat.expect_state("done")
    person = chat.page.context.storage_state()
    of_floor = first_load(browser, floor)

    for name, url in (("/", chat.url), ("/sessions/<id>", chat.page.url)):
        load = first_load(browser, url, person)
        bytes_ = load.encoded_bytes / 1_000, of_floor.encoded_bytes / 1_000
        requests = len(load.urls), len(of_floor.urls)
        figures.add(f"first load of {name}: kB", *bytes_, target=f"<= {MOST_BYTES // 1_000}")
        figures.add("    requests, the socket included", *requests, target=f"<= {MOST_REQUESTS}")
