"""The chat in front of a real Flux0 server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.fixtures import Chat, well_behaved
from tests.flux0.server import Flux0Server
from tests.servers.site import Site, running_site

pytestmark = pytest.mark.flux0


@pytest.fixture(scope="module")
def flux0_site(flux0: Flux0Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("flux0")
    with running_site(folder, sessions_api_url=flux0.url, silence_timeout="2") as site:
        yield site


@pytest.fixture
def flux0_chat(page: Page, flux0_site: Site) -> Iterator[Chat]:
    yield from well_behaved(Chat(page, flux0_site.url))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("echo hello there", "done"),
        ("tool weather", "done"),
        ("reason about it", "done"),
        ("markdown", "done"),
        ("error please", "failed"),
    ],
)
def test_a_watched_reply_and_a_reloaded_one_are_the_same_page(
    text: str, state: str, flux0_chat: Chat
) -> None:
    flux0_chat.start(text)
    flux0_chat.expect_state(state)
    watched = flux0_chat.html()

    flux0_chat.reload()

    assert flux0_chat.html() == watched


def test_a_stopped_reply_keeps_its_text_and_the_next_message_is_answered(
    flux0_chat: Chat,
) -> None:
    flux0_chat.start("many 2000 0.02")
    expect(flux0_chat.reply).to_contain_text("tok20")
    flux0_chat.page.get_by_role("button", name="Stop").click()
    flux0_chat.expect_state("stopped")
    expect(flux0_chat.reply).to_contain_text("tok20")

    flux0_chat.send("echo after that")

    flux0_chat.expect_state("done")
    expect(flux0_chat.reply).to_contain_text("after that")


def test_an_agent_that_crashes_fails_the_reply_in_words(flux0_chat: Chat) -> None:
    flux0_chat.start("raise an error")

    flux0_chat.expect_state("failed")
    expect(flux0_chat.reply).to_contain_text("The agent stopped answering.")
