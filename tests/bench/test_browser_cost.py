from __future__ import annotations

from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import Page, expect

from tests.bench.figures import Figures
from tests.bench.prose import drawn_word, tokens
from tests.bench.speaker import Speaker
from tests.browser.fixtures import Chat
from tests.servers.upstream import ScriptedUpstream

pytestmark = pytest.mark.bench

TOKENS_A_SECOND = 100.0
SHORT_TOKENS = 2_000
SHORT_RUNS = 3
LONG_TOKENS = 8_000
DURATIONS = ("ScriptDuration", "LayoutDuration", "RecalcStyleDuration")
# All that the page's thread did, what is not counted above included.
WHOLE = "TaskDuration"

Spent = dict[str, float]


def test_the_browser_cost_of_a_reply(
    scripted: ScriptedUpstream, scripted_chat: Chat, page: Page, floor: str, figures: Figures
) -> None:
    def costs(size: int) -> tuple[Spent, Spent]:
        return chat_cost(scripted, scripted_chat, size), floor_cost(scripted, page, floor, size)

    short = [costs(SHORT_TOKENS) for _ in range(SHORT_RUNS)]
    chat, bare = (medians([run[side] for run in short]) for side in (0, 1))
    long_chat, long_bare = costs(LONG_TOKENS)

    for name, of_chat, of_floor, target in (
        (f"{SHORT_TOKENS:,} tokens", chat, bare, "<= 0.9"),
        (f"{LONG_TOKENS:,} tokens", long_chat, long_bare, ""),
    ):
        figures.add(f"browser, {name}: s", of_chat["all"], of_floor["all"], target)
        for part in (*DURATIONS, WHOLE):
            figures.add(f"    {part}: s", of_chat[part], of_floor[part])
    growth = long_chat["all"] / chat["all"], long_bare["all"] / bare["all"]
    figures.add(f"browser, {LONG_TOKENS:,} by {SHORT_TOKENS:,} tokens: times", *growth, "<= 4.5")


def chat_cost(scripted: ScriptedUpstream, chat: Chat, size: int) -> Spent:
    Speaker(scripted, ["Hello."], TOKENS_A_SECOND)
    chat.start("Hello")
    chat.expect_state("done")

    def send() -> None:
        chat.send("Go on")

    spent = cost_of(scripted, chat.page, size, send, lambda: chat.expect_state("done"))
    expect(chat.page.locator("article")).to_have_count(4)
    return spent


def floor_cost(scripted: ScriptedUpstream, page: Page, url: str, size: int) -> Spent:
    page.goto(url)

    def send() -> None:
        page.evaluate("void ask()")

    def wait() -> None:
        expect(page.locator("body")).to_have_attribute("data-state", "done")

    return cost_of(scripted, page, size, send, wait)


def cost_of(
    scripted: ScriptedUpstream,
    page: Page,
    size: int,
    send: Callable[[], None],
    wait: Callable[[], None],
) -> Spent:
    """Measure what a reply of ``size`` tokens costs; nothing looks at the page meanwhile."""
    speaker = Speaker(scripted, tokens(size, drawn_word()), TOKENS_A_SECOND)
    browser = page.context.new_cdp_session(page)
    browser.send("Performance.enable")
    before = metrics(browser.send("Performance.getMetrics"))
    send()
    speaker.wait()
    wait()
    after = metrics(browser.send("Performance.getMetrics"))
    browser.detach()
    spent = {name: after[name] - before[name] for name in (*DURATIONS, WHOLE)}
    return {"all": sum(spent[name] for name in DURATIONS), **spent}


def metrics(answer: dict[str, list[dict[str, float]]]) -> dict[object, float]:
    return {metric["name"]: metric["value"] for metric in answer["metrics"]}


def medians(runs: list[Spent]) -> Spent:
    return {name: median(run[name] for run in runs) for name in runs[0]}
