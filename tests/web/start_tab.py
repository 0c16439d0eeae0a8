"""A tab on the page where a chat begins, as far as the socket knows it."""

from __future__ import annotations

from tests.web.tab import Tab


class StartTab(Tab):
    """One tab that shows no session, only the list of them."""

    def __init__(self, url: str, cookies: dict[str, str]) -> None:
        super().__init__(url, "", cookies)
        self._path = ""
        self.load()
        self.connect()
