from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.fixtures import Chat, well_behaved
from tests.servers.site import Site, running_site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running_site(tmp_path_factory.mktemp("starters"), starters="Tea & sugar?|help") as site:
        yield site


@pytest.fixture
def chat(page: Page, site: Site) -> Iterator[Chat]:
    yield from well_behaved(Chat(page, site.url))


def open_empty_session(chat: Chat) -> None:
    chat.page.goto(chat.url)
    # No page of ours sends a form without a message; another program may.
    chat.field.evaluate("field => { field.disabled = true; field.form.submit(); }")
    chat.page.wait_for_url("**/sessions/*")


@pytest.mark.parametrize("where", ["start", "session"])
def test_a_starter_fills_the_field_and_can_be_changed_before_it_is_sent(
    where: str, chat: Chat
) -> None:
    if where == "session":
        open_empty_session(chat)
    else:
        chat.page.goto(chat.url)
    address = chat.page.url
    chat.field.press_sequentially("mine")
    starter = chat.page.locator(".starter").first

    starter.click()
    expect(chat.field).to_have_value("Tea & sugar?")
    expect(chat.field).to_be_focused()
    expect(chat.page).to_have_url(address)
    chat.page.keyboard.press("Control+z")
    expect(chat.field).to_have_value("mine")
    starter.click()
    chat.page.keyboard.type(" Milk?")
    chat.page.keyboard.press("Enter")

    message = chat.page.locator('article[data-source="user"]')
    expect(message).to_contain_text("Tea & sugar? Milk?")
    expect(starter).to_be_hidden()


def test_without_javascript_a_starter_is_a_link(browser: Browser, site: Site) -> None:
    options: dict[str, Any] = {"java_script_enabled": False}
    context = browser.new_context(**options)
    chat = Chat(context.new_page(), site.url)
    chat.page.goto(chat.url)

    chat.page.get_by_role("link", name="Tea & sugar?").click()

    expect(chat.field).to_have_value("Tea & sugar?")
    context.close()
