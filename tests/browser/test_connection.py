from __future__ import annotations

from playwright.sync_api import WebSocketRoute, expect

from tests.browser.fixtures import Chat
from tests.browser.places import box_of, top_of

RESTARTING = 1012


class Line:
    """The line between the page and the site: it can be cut, and mended."""

    def __init__(self, chat: Chat) -> None:
        self._sockets: list[WebSocketRoute] = []
        self._is_cut = False
        chat.page.route_web_socket("**/stream?*", self._connect)

    def cut(self) -> None:
        self._is_cut = True
        self._sockets[-1].close(code=RESTARTING)

    def mend(self) -> None:
        self._is_cut = False

    def _connect(self, socket: WebSocketRoute) -> None:
        self._sockets.append(socket)
        if self._is_cut:
            socket.close(code=RESTARTING)
        else:
            socket.connect_to_server()


def test_a_lost_connection_is_told_in_one_line_until_it_is_back(chat: Chat) -> None:
    line = Line(chat)
    told = chat.page.locator("#connection")
    composer = chat.page.locator(".composer-box")
    chat.start("hello")
    chat.expect_state("done")
    expect(told).to_be_empty()
    place = box_of(composer)

    line.cut()

    expect(chat.page.locator("body")).to_have_attribute("data-connection", "closed")
    expect(told).to_have_text("Reconnecting…")
    assert box_of(composer) == place
    assert top_of(told) >= place["y"] + place["height"], "it covers what is read"
    line.mend()
    chat.expect_connected()
    expect(told).to_be_empty()
