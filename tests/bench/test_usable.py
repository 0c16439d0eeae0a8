from __future__ import annotations

import re
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import pytest
import requests
from playwright.sync_api import Browser, Page

from tests.bench.figures import Figures
from tests.browser.fixtures import Chat
from tests.servers.site import running_site

pytestmark = pytest.mark.bench

RUNS = 25
BARE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bare</title>
<textarea autofocus></textarea>
"""
STYLE = re.compile(r'<link rel="stylesheet"[^>]*>')
SCRIPT = re.compile(r"<script[^>]*></script>")
# When the field got the focus. Deferred scripts have run when the document's own event ends.
WATCH = """
addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) window.focusedAt ??= performance.now();
});
"""
TOLD = """() => {
  const [page] = performance.getEntriesByType("navigation");
  if (!window.focusedAt || !page.domContentLoadedEventEnd) return null;
  return { focused: window.focusedAt, scripted: page.domContentLoadedEventEnd };
}"""
IDLE = "() => new Promise(requestIdleCallback)"

Times = dict[str, float]
Visits = dict[str, Times]


def test_how_soon_one_can_type(browser: Browser, tmp_path: Path, figures: Figures) -> None:
    own = tmp_path / "own"
    own.mkdir()
    saved = {"bare": BARE}
    with running_site(tmp_path) as site:
        # What a browser needs for the page itself, whatever serves it, and for its style.
        unscripted = SCRIPT.sub("", requests.get(site.url, timeout=30).text)
        saved |= {"unstyled": STYLE.sub("", unscripted), "unscripted": unscripted}
    for name, html in saved.items():
        (own / f"{name}.html").write_text(html)
    with running_site(tmp_path, static=str(own), guide_pace="0.003") as site:
        context = browser.new_context()
        chat = Chat(context.new_page(), site.url)
        chat.start("hello")
        chat.expect_state("done")
        person, session = context.storage_state(), chat.page.url
        context.close()
        urls = {name: f"{site.url}/static/{name}.html" for name in saved}
        urls |= {"start": site.url, "chat": session}
        runs: dict[str, list[Visits]] = {name: [] for name in urls}
        visitor = browser.new_context(storage_state=person)
        visitor.add_init_script(WATCH)
        page = visitor.new_page()
        for _ in range(RUNS):
            for name, url in urls.items():
                runs[name].append(visit(page, url))
        visitor.close()

    def middle(name: str, which: str, step: str) -> float:
        return median(run[which][step] for run in runs[name])

    for which, told in (("first", "empty cache"), ("again", "full cache"), ("anew", "a reload")):
        bare = middle("bare", which, "focused")
        for name, page_name in (("start", "start page"), ("chat", "a chat")):
            focused = middle(name, which, "focused")
            figures.add(f"{page_name}, {told}, focused after: ms", focused, bare, "<= 1.3 times")
    bare = middle("bare", "first", "focused")
    figures.add("start page, scripts run after: ms", middle("start", "first", "scripted"))
    figures.add("saved, without a script: ms", middle("unscripted", "first", "focused"), bare)
    figures.add("saved, without style: ms", middle("unstyled", "first", "focused"), bare)


def visit(page: Page, url: str) -> Visits:
    """Load ``url`` thrice, and tell after how many milliseconds each step was done.

    First with an empty cache, then again, both times from another site, as most come: a browser
    then begins a new process. Then it is reloaded.
    """
    elsewhere = urlsplit(url)._replace(path="/static/bare.html").geturl()
    elsewhere = elsewhere.replace("127.0.0.1", "localhost")
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    visits: Visits = {}
    for which in ("first", "again"):
        page.goto(elsewhere)
        page.evaluate(IDLE)
        page.goto(url, wait_until="commit")
        visits[which] = page.wait_for_function(TOLD).json_value()
    page.evaluate(IDLE)
    page.reload(wait_until="commit")
    visits["anew"] = page.wait_for_function(TOLD).json_value()
    return visits
