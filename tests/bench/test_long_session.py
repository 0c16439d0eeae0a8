from __future__ import annotations

from pathlib import Path
from statistics import median
from time import perf_counter

import pytest
import requests
from playwright.sync_api import Page, expect

from tests.bench.figures import Figures
from tests.bench.prose import drawn_word, tokens
from tests.browser.fixtures import Chat
from tests.servers.site import running_site
from webchat.embedded.ids import new_correlation_id
from webchat.embedded.store import Store
from webchat.embedded.store.records import Draft
from webchat.storage import DATABASE_FILE

pytestmark = pytest.mark.bench

TURNS = 1_000
ANSWER_TOKENS = 200
RUNS = 5
# When the page was loaded, once the message field has the focus.
LOADED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const isReady = document.activeElement.tagName === "TEXTAREA" && page.loadEventEnd > 0;
  return isReady && page.loadEventEnd / 1000;
}"""


def test_opening_a_long_session(page: Page, tmp_path: Path, floor: str, figures: Figures) -> None:
    with running_site(tmp_path) as site:
        chat = Chat(page, site.url)
        chat.start("hello")
        chat.expect_state("done")
        session = page.url
        short, short_load = answers(page, session), loads(page, session)
        fill(tmp_path, session.rpartition("/")[2])
        long, long_load = answers(page, session), loads(page, session)
        expect(page.get_by_text(f"Question {TURNS - 1}", exact=True)).to_be_in_viewport()
        earlier = page.locator("#earlier-more").get_attribute("hx-get")
        page_of_earlier = answers(page, f"{site.url}{earlier}")

    bare = loads(page, floor, is_ready="() => performance.now() / 1000")
    name = f"opening {2 * TURNS:,} messages"
    figures.add(f"{name}, loaded and ready to type: s", long_load, bare, target="<= 1")
    figures.add("    the server's part of it: s", long)
    figures.add("    a session of 2 messages: s", short_load, bare)
    figures.add("        the server's part of it: s", short)
    figures.add("    an earlier page, by the server: s", page_of_earlier)


def fill(folder: Path, session_id: str) -> None:
    """Store many turns behind the site's back."""
    word = drawn_word()
    store = Store.open(f"sqlite:///{folder / DATABASE_FILE}")
    for number in range(TURNS):
        correlation_id = new_correlation_id()
        answer = "".join(tokens(ANSWER_TOKENS, word))
        for source, text in (("user", f"Question {number}"), ("ai_agent", answer)):
            parts = [{"type": "content", "content": text}]
            data = {"type": "message", "parts": parts, "participant": {"id": "x", "name": "X"}}
            store.events.append(session_id, Draft(correlation_id, "message", source, data))
    store.close()


def answers(page: Page, url: str) -> float:
    """Give the median time in which the server answers, in seconds."""
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}

    def once() -> float:
        start = perf_counter()
        requests.get(url, cookies=cookies, timeout=30).raise_for_status()
        return perf_counter() - start

    return median(once() for _ in range(RUNS))


def loads(page: Page, url: str, is_ready: str = LOADED) -> float:
    """Give the median time in which the browser has a page ready, in seconds."""

    def once() -> float:
        page.goto(url)
        return float(page.wait_for_function(is_ready).json_value())

    return median(once() for _ in range(RUNS))
