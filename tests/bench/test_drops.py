from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Thread

import pytest
from playwright.sync_api import Page

from tests.bench.figures import Figures
from tests.bench.speaker import Speaker
from tests.browser.fixtures import Chat
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.site import Site
from tests.servers.upstream import ScriptedUpstream

pytestmark = pytest.mark.bench

TOKENS_A_SECOND = 40.0
REPLY_SECONDS = 60.0
DROP_EVERY_SECONDS = 6.0
DROP_SECONDS = 2.0
WORDS_A_PARAGRAPH = 20

# How long the page was without its line, each time, in milliseconds.
OBSERVE = """() => {
  window.losses = [];
  let lost = null;
  new MutationObserver(() => {
    const isOpen = document.body.dataset.connection === "open";
    if (!isOpen) lost ??= performance.now();
    else if (lost !== null) {
      losses.push(performance.now() - lost);
      lost = null;
    }
  }).observe(document.body, { attributeFilter: ["data-connection"] });
}"""


@pytest.fixture
def line(scripted_site: Site) -> Iterator[FaultProxy]:
    with fault_proxy(scripted_site.url) as proxy:
        yield proxy


class Drops:
    """Cuts a line again and again, and has it refuse for a while, during its context."""

    def __init__(self, line: FaultProxy) -> None:
        self.count = 0
        self._line = line
        self._is_over = Event()
        self._thread = Thread(target=self._drop)

    def __enter__(self) -> Drops:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _drop(self) -> None:
        while not self._is_over.wait(DROP_EVERY_SECONDS - DROP_SECONDS):
            self._line.refuse()
            self._line.cut()
            self.count += 1
            self._is_over.wait(DROP_SECONDS)
            self._line.accept()


def test_a_reply_through_drops(
    scripted: ScriptedUpstream, line: FaultProxy, page: Page, figures: Figures
) -> None:
    said = words()
    speaker = Speaker(scripted, said, TOKENS_A_SECOND)
    chat = Chat(page, line.url)
    chat.start("Go")
    page.evaluate(OBSERVE)
    with Drops(line) as drops:
        speaker.wait()
    chat.expect_state("done")

    shown = chat.reply.locator(".content").inner_text().split()
    losses: list[float] = page.evaluate("losses")
    name = f"words shown once and in order after {drops.count} drops"
    figures.add(f"{name}: %", share(shown, "".join(said).split()), target="100")
    figures.add("    longest time without a line: s", max(losses) / 1_000)
    assert len(losses) == drops.count


def words() -> list[str]:
    """Give words each of which says which it is."""
    amount = int(REPLY_SECONDS * TOKENS_A_SECOND)
    return [
        f"word{number}" + ("\n\n" if number % WORDS_A_PARAGRAPH == 0 else " ")
        for number in range(amount)
    ]


def share(shown: list[str], said: list[str]) -> float:
    """Tell how much of what was said is shown; what is shown twice or elsewhere does not count."""
    return 100 * sum(map(str.__eq__, shown, said)) / max(len(shown), len(said))
