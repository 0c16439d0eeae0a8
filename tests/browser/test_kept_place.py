from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.fixtures import Chat

TOP = "document.querySelector('.reply .parts').getBoundingClientRect().top"
END_DISTANCE = (
    "document.documentElement.scrollHeight - innerHeight - document.documentElement.scrollTop"
)


def expect_place(page: Page, top: float) -> None:
    page.wait_for_function(f"top => Math.abs({TOP} - top) < 2", arg=top)


def test_who_reloads_or_comes_back_is_where_they_were(page: Page, chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    page.evaluate("scrollTo(0, 250)")
    expect(page.locator("#jump")).to_be_visible()
    top = page.evaluate(TOP)

    page.reload()
    expect(page.locator("#jump")).to_be_visible()
    expect_place(page, top)
    page.get_by_role("link", name="New chat").click()
    page.wait_for_url(chat.url + "/")
    page.go_back()
    expect(page.locator("#jump")).to_be_visible()
    expect_place(page, top)


def test_who_was_at_the_end_is_at_the_end_again(page: Page, chat: Chat) -> None:
    chat.start("tour")
    chat.expect_state("done")
    page.locator("#jump").click()
    expect(page.locator("#jump")).to_be_hidden()

    page.reload()

    page.wait_for_function(f"{END_DISTANCE} < 2")
    expect(page.locator("#jump")).to_be_hidden()
