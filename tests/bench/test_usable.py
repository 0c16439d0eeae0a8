from __future__ import annotations

from pathlib import Path
from statistics import median

import pytest
from playwright.sync_api import Browser, StorageState

from tests.bench.figures import Figures
from tests.browser.fixtures import Chat
from tests.servers.site import running_site

pytestmark = pytest.mark.bench

RUNS = 15
BARE = """<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Bare</title>
<textarea autofocus></textarea>
"""
# When the field got the focus. Deferred scripts have run when the document's own event ends.
WATCH = """
addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) window.focusedAt ??= performance.now();
});
"""
TOLD = """() => {
  const [page] = performance.getEntriesByType("navigation");
  if (!window.focusedAt || !page.domContentLoadedEventEnd) return null;
  return {
    answered: page.responseEnd,
    focused: window.focusedAt,
    usable: Math.max(window.focusedAt, page.domContentLoadedEventEnd),
  };
}"""

Times = dict[str, float]


def test_how_soon_one_can_type(browser: Browser, tmp_path: Path, figures: Figures) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "bare.html").write_text(BARE)
    with running_site(tmp_path, static=str(own), guide_pace="0.003") as site:
        context = browser.new_context()
        chat = Chat(context.new_page(), site.url)
        chat.start("hello")
        chat.expect_state("done")
        person, session = context.storage_state(), chat.page.url
        context.close()
        urls = {"bare": f"{site.url}/static/bare.html", "start": site.url, "chat": session}
        runs: dict[str, list[Times]] = {name: [] for name in urls}
        for _ in range(RUNS):
            for name, url in urls.items():
                runs[name].append(load(browser, url, person))

    for name, told in (("start", "start page"), ("chat", "a chat")):
        for step in ("usable", "focused", "answered"):
            ours, bare = (median(run[step] for run in runs[key]) for key in (name, "bare"))
            target = "<= 1.3 times" if step == "usable" else ""
            figures.add(f"{told}, {step} after: ms", ours, bare, target)


def load(browser: Browser, url: str, person: StorageState) -> Times:
    """Load ``url`` with an empty cache, and tell after how many milliseconds each step was done."""
    context = browser.new_context(storage_state=person)
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(url, wait_until="commit")
    times: Times = page.wait_for_function(TOLD).json_value()
    context.close()
    return times
