from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Chat

LIGHT_PAPER, DARK_PAPER = "oklch(0.985 0.004 85)", "oklch(0.19 0.006 85)"
Scheme = Literal["dark", "light"]
OPPOSITES: dict[str, Scheme] = {"dark": "light", "light": "dark"}
PAPERS = {"light": LIGHT_PAPER, "dark": DARK_PAPER}

# Notes what each frame shows, from the first that has a style sheet.
WATCH_FRAMES = """
window.papersSeen = [];
const look = () => {
  if (document.styleSheets.length > 0) {
    papersSeen.push(getComputedStyle(document.documentElement).backgroundColor);
  }
  requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""


def choose(page: Page, name: str) -> None:
    with page.expect_response("**/theme"):
        page.get_by_role("group", name="Theme").get_by_role("button", name=name).click()


def paper(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_chosen_theme_is_there_from_the_first_frame_whatever_the_system_has(
    theme: str, chat: Chat
) -> None:
    page = chat.page
    page.emulate_media(color_scheme=OPPOSITES[theme])
    page.goto(chat.url)
    choose(page, theme.title())
    page.add_init_script(WATCH_FRAMES)

    page.reload()
    page.wait_for_function("() => papersSeen.length > 2")

    assert set(page.evaluate("papersSeen")) == {PAPERS[theme]}
    expect(page.locator("meta[name=color-scheme]")).to_have_attribute("content", theme)


def test_a_theme_is_put_on_at_once_and_keeps_what_is_typed(chat: Chat) -> None:
    page = chat.page
    page.emulate_media(color_scheme="light")
    chat.start("hello")
    chat.field.fill("a draft")
    page.evaluate("window.isTheSamePage = true")

    choose(page, "Dark")

    assert paper(page) == DARK_PAPER
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("meta[name=theme-color][data-scheme=dark]")).to_have_attribute(
        "media", "all"
    )
    expect(chat.field).to_have_value("a draft")
    assert page.evaluate("window.isTheSamePage")

    choose(page, "As the system")
    assert paper(page) == LIGHT_PAPER
    page.emulate_media(color_scheme="dark")
    assert paper(page) == DARK_PAPER


def test_paper_is_light_whatever_the_screen_is(chat: Chat) -> None:
    chat.page.goto(chat.url)
    choose(chat.page, "Dark")

    chat.page.emulate_media(media="print", color_scheme="dark")

    assert paper(chat.page) == LIGHT_PAPER


def test_without_javascript_a_theme_leads_back_to_the_same_page(without_javascript: Chat) -> None:
    page = without_javascript.page
    page.goto(f"{without_javascript.url}/?from=here")

    page.get_by_role("button", name="Dark").click()

    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    assert paper(page) == DARK_PAPER
    assert page.url == f"{without_javascript.url}/?from=here"


def test_a_theme_that_is_not_remembered_is_put_on_and_its_buttons_stay(chat: Chat) -> None:
    page = chat.page
    page.emulate_media(color_scheme="light")
    chat.start("hello")
    chat.expect_state("done")
    page.route("**/theme", lambda route: route.continue_(post_data="theme=none"))

    choose(page, "Dark")

    assert paper(page) == DARK_PAPER
    expect(page.get_by_role("group", name="Theme").get_by_role("button")).to_have_count(3)
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
