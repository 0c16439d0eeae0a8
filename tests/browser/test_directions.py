"""English and Arabic in one reply."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.fixtures import Chat
from tests.servers.site import running_site
from tests.servers.upstream import ScriptedUpstream

DIRECTION = "element => getComputedStyle(element).direction"


def test_each_block_runs_as_its_letters_do_and_code_from_left_to_right(
    scripted: ScriptedUpstream, scripted_chat: Chat
) -> None:
    chat = scripted_chat
    chat.start("Both")
    reply = scripted.next_reply()
    reply.say(
        "English first.\n\nثم العربية.\n\n1. `x` واحد\n2. Two.\n\n> اقتباس\n\n"
        "| ا | b |\n|---|---|\n| c | د |\n\n```\nرمز()\n```\n\n$x$ هو عدد"
    )
    expect(chat.reply).to_contain_text("عدد")

    def directions(selector: str) -> list[str]:
        return chat.reply.locator(selector).evaluate_all(f"all => all.map({DIRECTION})")

    written = directions(".markdown > *")
    # The frame of code runs as the page does.
    assert written == ["ltr", *["rtl"] * 4, "ltr", "rtl"]
    assert set(directions("pre, code, math")) == {"ltr"}
    quote = chat.reply.locator("blockquote")
    assert quote.evaluate("quote => getComputedStyle(quote).borderRightWidth") == "3px"
    item, mark = chat.reply.locator("li").last, "li => getComputedStyle(li).textAlign"
    assert item.evaluate(mark) == "right"
    scripted.store_reply(reply)
    reply.end()
    chat.expect_state("done")
    assert directions(".markdown > *") == written


def test_what_an_operator_says_runs_as_its_letters_do(browser: Browser, tmp_path: Path) -> None:
    said = {"welcome": "What shall we talk about?", "footer": "Answers can be wrong.", "name": "A!"}
    with running_site(tmp_path, **said, language="ar") as site:
        page = browser.new_page()
        page.goto(site.url)
        texts = page.locator(".welcome h1, .site-footer, .sidebar .site-name bdi")
        assert texts.evaluate_all(f"all => all.map({DIRECTION})") == ["ltr"] * 3
        page.close()
