from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.bench.figures import Figures, percentile
from tests.bench.prose import tokens
from tests.bench.speaker import Speaker, now_word
from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream

pytestmark = pytest.mark.bench

TOKENS_A_SECOND = 50.0
# Two of three bear the time; the others are marks of markdown.
TOKENS = 1_500
# Longer than what one frame can bring at this rate.
LOOK_BACK_CHARACTERS = 4_000

OBSERVE = """(lookBack) => {
  const seen = new Map();
  const read = (text, now) => {
    for (const [stamp] of text.matchAll(/[0-9]{13}[.][0-9]{3}/g))
      if (!seen.has(stamp)) seen.set(stamp, now - stamp);
  };
  new MutationObserver((records) => {
    const now = performance.timeOrigin + performance.now();
    for (const { type, target, addedNodes } of records) {
      if (type === "characterData") read(target.data.slice(-lookBack), now);
      for (const node of addedNodes) read(node.textContent, now);
    }
  }).observe(document.body, { childList: true, characterData: true, subtree: true });
  window.delays = () => [...seen.values()];
}"""


def test_from_token_to_screen(
    scripted: ScriptedUpstream, scripted_chat: Chat, page: Page, floor: str, figures: Figures
) -> None:
    Speaker(scripted, ["Hello."], TOKENS_A_SECOND)
    scripted_chat.start("Hello")
    scripted_chat.expect_state("done")
    of_chat = delays(
        scripted,
        page,
        lambda: scripted_chat.send("Go on"),
        lambda: scripted_chat.expect_state("done"),
    )
    page.goto(floor)
    of_floor = delays(
        scripted,
        page,
        lambda: page.evaluate("void ask()"),
        lambda: expect(page.locator("body")).to_have_attribute("data-state", "done"),
    )

    for name, percent, target in (("median", 50, "<= 6"), ("p95", 95, ""), ("p99", 99, "<= 25")):
        values = (percentile(found, percent) for found in (of_chat, of_floor))
        figures.add(f"token to screen, {name}: ms", *values, target=target)


def delays(
    scripted: ScriptedUpstream, page: Page, send: Callable[[], None], wait: Callable[[], None]
) -> list[float]:
    """Tell after how many milliseconds each token of a reply was on the page."""
    page.evaluate(OBSERVE, LOOK_BACK_CHARACTERS)
    speaker = Speaker(scripted, tokens(TOKENS, now_word()), TOKENS_A_SECOND)
    send()
    speaker.wait()
    wait()
    found: list[float] = page.evaluate("delays()")
    assert len(found) == speaker.stamps, "a token was not seen"
    return found
