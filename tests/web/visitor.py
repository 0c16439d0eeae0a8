"""Somebody on a site that runs in a process of its own."""

from __future__ import annotations

from copy import copy

import requests

from tests.web.tab import Tab

TIMEOUT_SECONDS = 20


class Visitor:
    """A guest of the site at ``url``, and of every other process that shares its key."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._browser = requests.Session()

    def at(self, url: str) -> Visitor:
        """Give the same person with the same browser at another process."""
        twin = copy(self)
        twin.url = url
        return twin

    @property
    def cookies(self) -> dict[str, str]:
        return dict(self._browser.cookies)

    def open_session(self, text: str = "") -> str:
        answer = self._browser.post(
            f"{self.url}/sessions",
            data={"content": text} if text else {},
            allow_redirects=False,
            timeout=TIMEOUT_SECONDS,
        )
        assert answer.status_code == 303, answer.text
        return answer.headers["Location"].rpartition("/")[2]

    def send(self, session_id: str, text: str, **fields: str) -> requests.Response:
        return self._browser.post(
            f"{self.url}/sessions/{session_id}/messages",
            data={"content": text, **fields},
            timeout=TIMEOUT_SECONDS,
        )

    def stop(self, session_id: str) -> requests.Response:
        path = f"/sessions/{session_id}/stop"
        return self._browser.post(self.url + path, timeout=TIMEOUT_SECONDS)

    def page(self, session_id: str) -> str:
        page = self._browser.get(f"{self.url}/sessions/{session_id}", timeout=TIMEOUT_SECONDS)
        assert page.status_code == 200, page.text
        return page.text

    def tab(self, session_id: str) -> Tab:
        """Open a tab on the session, connected."""
        tab = Tab(self.url, session_id, self.cookies)
        tab.load()
        tab.connect()
        return tab
