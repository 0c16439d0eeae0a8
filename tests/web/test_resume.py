from __future__ import annotations

import socket
import struct
from pathlib import Path

from tests.bench.prose import drawn_word, tokens
from tests.render.dom import PageModel
from tests.servers.site import running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.raw_tab import RawTab
from tests.web.tab import position_of
from tests.web.visitor import Visitor

UPDATES = 200
TOKENS_AN_UPDATE = 4
AT_ONCE = struct.pack("ii", 1, 0)
SHOWN = ("transcript", "composer-actions")


class CutTab:
    """A tab that loses its connection and comes back with the position that it shows."""

    def __init__(self, person: Visitor, session_id: str) -> None:
        self._person = person
        self._session_id = session_id
        page = person.page(session_id)
        self._model = PageModel(page)
        self._position = position_of(page, r'id="position">([^<]+)<')
        self._connect()

    def read_news(self) -> None:
        """Read until more is shown than was."""
        known = self._position
        while self._position == known:
            self._apply(self._tab.read_frame())

    def cut(self) -> None:
        """Lose the connection, as when the other side of it has gone, and come back at once."""
        self._tab.stream.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, AT_ONCE)
        self._tab.close()
        self._connect()

    def shown_at_the_end(self) -> list[str]:
        self._apply(self._tab.read_until('data-state="done"'))
        self._tab.close()
        return shown(self._model)

    def _connect(self) -> None:
        cookies = self._person.cookies
        self._tab = RawTab(self._person.url, self._session_id, cookies, self._position)

    def _apply(self, frames: str) -> None:
        self._model.apply(frames)
        self._position = self._model.inner_html_of("position")


def test_a_socket_cut_after_any_update_makes_no_difference(
    upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        ada = Visitor(site.url)
        session_id = ada.open_session("Go")
        reply = upstream.next_reply()
        tabs = []
        for piece in pieces():
            tab = CutTab(ada, session_id)
            reply.say(piece)
            tab.read_news()
            tab.cut()
            tabs.append(tab)
        upstream.store_reply(reply)
        reply.end()

        ends = [tab.shown_at_the_end() for tab in tabs]
        undisturbed = shown(PageModel(ada.page(session_id)))

    assert len(ends) == UPDATES
    for end in ends:
        assert end == undisturbed


def pieces() -> list[str]:
    said = tokens(UPDATES * TOKENS_AN_UPDATE, drawn_word())
    starts = range(0, len(said), TOKENS_AN_UPDATE)
    return ["".join(said[start : start + TOKENS_AN_UPDATE]) for start in starts]


def shown(model: PageModel) -> list[str]:
    return [model.inner_html_of(identity) for identity in SHOWN]
