"""A message that begins a chat, held on its way, and what is typed meanwhile."""

from __future__ import annotations

from playwright.sync_api import Route

from tests.browser.fixtures import Chat, answer
from tests.deadline import wait_until
from tests.servers.upstream import ScriptedUpstream


def hold_the_first_message(chat: Chat, text: str, address: str = "") -> list[Route]:
    held: list[Route] = []
    chat.page.goto(address or chat.url)
    chat.page.route("**/sessions", lambda route: route.continue_() if held else held.append(route))
    with chat.page.expect_request("**/sessions"):
        chat.field.fill(text)
        chat.field.press("Enter", no_wait_after=True)

    def is_held() -> bool:
        # Playwright hands routes over while it is asked something, and not of a page that is left.
        chat.page.context.cookies()
        return bool(held)

    wait_until(is_held)
    return held


def arrive_untold(message: Route) -> None:
    """Let the server begin the chat, of which the browser is told nothing."""
    message.fetch(max_redirects=0)


def type_on(chat: Chat, text: str) -> None:
    chat.page.keyboard.type(text)


def type_over(chat: Chat, text: str) -> None:
    chat.page.keyboard.press("ControlOrMeta+a")
    chat.page.keyboard.type(text)


def expect_one_chat(scripted: ScriptedUpstream, chat: Chat, text: str, known: int) -> None:
    """Expect that ``text`` began one chat, where ``known`` were there before."""
    chat.page.wait_for_url("**/sessions/*")
    assert answer(scripted, chat) == text
    assert len(scripted.sessions) == known + 1
