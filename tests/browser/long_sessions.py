"""Sessions of more turns than a page shows at once."""

from __future__ import annotations

from playwright.sync_api import Locator

from tests.browser.fixtures import Chat, answer
from tests.servers.long_session import store_turns
from tests.servers.upstream import ScriptedUpstream

TURNS = 100


def question(chat: Chat, number: int) -> Locator:
    return chat.page.get_by_text(f"Question {number}", exact=True)


def turns(chat: Chat) -> Locator:
    return chat.page.locator(".turn")


def begin_long_session(scripted: ScriptedUpstream, chat: Chat) -> None:
    chat.start("Talk")
    answer(scripted, chat)
    store_turns(scripted, chat.page.url.rpartition("/")[2], TURNS)
    chat.reload()
