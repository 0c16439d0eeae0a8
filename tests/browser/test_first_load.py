from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser

from tests.browser.first_load import MOST_BYTES, MOST_REQUESTS, Load, first_load
from tests.browser.fixtures import Chat


def test_the_first_page_is_small(browser: Browser, chat: Chat) -> None:
    load = first_load(browser, chat.url)

    assert [path_of(url) for url in load.urls if not is_asset(url)] == ["/", "/stream"]
    expect_small(load, chat.url)


def test_a_chat_is_small(browser: Browser, chat: Chat) -> None:
    chat.start("hello")
    chat.expect_state("done")
    path = path_of(chat.page.url)

    load = first_load(browser, chat.page.url, chat.page.context.storage_state())

    assert [path_of(url) for url in load.urls if not is_asset(url)] == [path, f"{path}/stream"]
    expect_small(load, chat.url)


def expect_small(load: Load, url: str) -> None:
    assert any(map(is_asset, load.urls)), "it was not loaded as a browser does"
    assert load.hosts == {urlsplit(url).netloc}
    assert len(load.urls) <= MOST_REQUESTS
    assert 0 < load.encoded_bytes <= MOST_BYTES


def path_of(url: str) -> str:
    return urlsplit(url).path


def is_asset(url: str) -> bool:
    return path_of(url).startswith("/static/")
