"""A tab that comes back by itself, as a browser's does, with the position that it shows."""

from __future__ import annotations

import select
from collections.abc import Callable

from tests.deadline import wait_until
from tests.render.dom import PageModel
from tests.web.mortal_site import MortalSite
from tests.web.raw_tab import RawTab
from tests.web.tab import position_of
from tests.web.visitor import Visitor

# What a frame may change of a page.
SHOWN = ("transcript", "composer-actions")
BUFFER_BYTES = 2**16


class ReturningTab:
    """Loads a session as ``visitor`` from ``site``, and follows it there."""

    def __init__(self, visitor: Visitor, session_id: str, site: MortalSite) -> None:
        self.site = site
        self._name = f"tab of {site}"
        self._visitor = visitor
        self._session_id = session_id
        self._connection: RawTab | None = None
        self.load()

    def __repr__(self) -> str:
        return self._name

    @property
    def is_hidden(self) -> bool:
        return self._connection is None

    @property
    def is_reachable(self) -> bool:
        return not (self.is_hidden or self.site.is_stalled)

    def load(self) -> None:
        """Load the page anew, and connect."""
        self.leave()
        page = self._visitor.at(self.site.url).page(self._session_id)
        self._model = PageModel(page)
        self._position = position_of(page, r'id="position">([^<]+)<')
        self.come_back()

    def leave(self) -> None:
        """Let the connection go, as a hidden tab does."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def come_back(self) -> None:
        """Connect, however often it takes."""
        wait_until(self._is_connected)

    def read_until_shown(self, wanted: Callable[[], list[str]]) -> None:
        """Read until just what is wanted is shown; connects again where a connection is lost."""

        def is_shown() -> bool:
            self._read_news()
            return shown(self._model) == wanted()

        wait_until(is_shown)

    def _read_news(self) -> None:
        assert self._connection is not None
        try:
            while select.select([self._connection.stream], [], [], 0)[0]:
                self._model.apply(self._connection.read_frame())
                self._position = self._model.inner_html_of("position")
        except ConnectionError:
            self.leave()
            self.come_back()

    def _is_connected(self) -> bool:
        try:
            self._connection = RawTab(
                self.site.line.url,
                self._session_id,
                self._visitor.cookies,
                self._position,
                BUFFER_BYTES,
            )
        except ConnectionError:
            return False
        return True


def shown(model: PageModel) -> list[str]:
    """Give the HTML of what the socket changes on a page."""
    return [model.inner_html_of(identity) for identity in SHOWN]
