"""Messages that are held on their way."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.browser.fixtures import Chat, answer
from tests.servers.upstream import ScriptedUpstream


def send_without_an_answer(scripted: ScriptedUpstream, chat: Chat, text: str) -> Route:
    """Send ``text`` for the second time, on a line that is so slow that nobody hears of it."""
    chat.start(text)
    answer(scripted, chat)
    held: list[Route] = []
    chat.page.route("**/messages", lambda route: held.append(route), times=1)
    with chat.page.expect_request("**/messages"):
        chat.send(text)
    expect(chat.field).to_have_value(text)
    return held[0]
