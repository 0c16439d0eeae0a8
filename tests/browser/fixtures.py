from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.browser.chromium import launch_options
from tests.render.dom import without_numbers
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.site import Site, running_site
from tests.servers.upstream import ScriptedUpstream, scripted_upstream
from webchat.render import dom_id

QUICK_PACE = "0.003"


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return launch_options()


@pytest.fixture(scope="session")
def guide_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the site with its own sessions API and the guide."""
    with running_site(tmp_path_factory.mktemp("guide"), guide_pace=QUICK_PACE) as site:
        yield site


@pytest.fixture(scope="session")
def scripted() -> Iterator[ScriptedUpstream]:
    with scripted_upstream() as upstream:
        yield upstream


@pytest.fixture(scope="session")
def scripted_site(
    scripted: ScriptedUpstream, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the site in front of an upstream that says what a test tells it to."""
    folder = tmp_path_factory.mktemp("scripted")
    with running_site(folder, sessions_api_url=scripted.url) as site:
        yield site


class Chat:
    """A person at a chat page, who sends by ``send_key``."""

    send_key = "Enter"

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url
        self.complaints: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))

    @property
    def field(self) -> Locator:
        return self.page.locator("textarea[name=content]")

    @property
    def transcript(self) -> Locator:
        return self.page.get_by_role("log")

    @property
    def reply(self) -> Locator:
        return self.page.locator('article[data-source="ai_agent"]').last

    @property
    def notice(self) -> Locator:
        return self.page.locator("#notice")

    def start(self, text: str) -> None:
        self.page.goto(self.url)
        self.field.fill(text)
        self.field.press(self.send_key)
        self.page.wait_for_url("**/sessions/*")
        self.expect_connected()

    def send(self, text: str) -> None:
        self.field.fill(text)
        self.field.press(self.send_key)

    def reload(self) -> None:
        self.page.reload()
        self.expect_connected()

    def expect_connected(self) -> None:
        expect(self.page.locator("body")).to_have_attribute("data-connection", "open")

    def expect_state(self, state: str) -> None:
        expect(self.reply).to_have_attribute("data-state", state, timeout=30_000)

    def expect_answered(self, reply: ScriptedReply) -> None:
        """Expect ``reply`` itself to be done: an earlier one may be so already."""
        article = self.page.locator(f"#{dom_id(reply.correlation_id, 'reply')}")
        expect(article).to_have_attribute("data-state", "done", timeout=30_000)

    def html(self) -> str:
        return without_numbers(self.transcript.inner_html())

    def _note(self, message: ConsoleMessage) -> None:
        # A refused form is what some tests are about, and the console reports its status.
        is_status = re.search(r"the server responded with a status of 4\d\d", message.text)
        if message.type in ("error", "warning") and not is_status:
            self.complaints.append(message.text)


class PlainChat(Chat):
    """A person whose browser runs no scripts."""

    def start(self, text: str) -> None:
        self.page.goto(self.url)
        self.send(text)

    def send(self, text: str) -> None:
        self.field.fill(text)
        self.page.get_by_role("button", name="Send").click()


def answer(scripted: ScriptedUpstream, chat: Chat) -> str:
    """Answer what the person has just sent; give its text.

    Where a test has routes, expect the message on the page first: Playwright lets no request go on,
    not even one past the last route, while Python waits for something else.
    """
    reply = scripted.next_reply()
    reply.say("Yes")
    scripted.store_reply(reply)
    reply.end()
    chat.expect_answered(reply)
    return reply.text


def send_by_another_way(chat: Chat, text: str) -> None:
    """Send ``text`` in the session of the page, of which the page is told by its socket."""
    sent = chat.page.context.request.post(
        f"{chat.page.url}/messages", form={"content": text}, headers={"Origin": chat.url}
    )
    assert sent.ok


@pytest.fixture
def chat(page: Page, guide_site: Site) -> Iterator[Chat]:
    """A person who talks to the guide."""
    yield from well_behaved(Chat(page, guide_site.url))


@pytest.fixture
def scripted_chat(page: Page, scripted_site: Site) -> Iterator[Chat]:
    """A person who talks to the test."""
    yield from well_behaved(Chat(page, scripted_site.url))


@pytest.fixture
def without_javascript(browser: Browser, guide_site: Site) -> Iterator[Chat]:
    context: BrowserContext = browser.new_context(java_script_enabled=False)
    yield PlainChat(context.new_page(), guide_site.url)
    context.close()


def well_behaved(chat: Chat) -> Iterator[Chat]:
    yield chat
    # Violations of the policy, mistakes of scripts, and what htmx could not place show up here.
    assert chat.complaints == []
