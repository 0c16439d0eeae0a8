"""What a page costs over the network when nothing is cached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, StorageState

MOST_BYTES = 45_000
MOST_REQUESTS = 10


@dataclass
class Load:
    """All that the browser asked for, and the bytes that came, headers included."""

    urls: list[str] = field(default_factory=list)
    encoded_bytes: int = 0

    @property
    def hosts(self) -> set[str]:
        return {urlsplit(url).netloc for url in self.urls}

    def asked(self, event: dict[str, Any]) -> None:
        self.urls.append(event["request"]["url"])

    def connected(self, event: dict[str, Any]) -> None:
        self.urls.append(event["url"])

    def finished(self, event: dict[str, Any]) -> None:
        self.encoded_bytes += int(event["encodedDataLength"])


def first_load(browser: Browser, url: str, person: StorageState | None = None) -> Load:
    """Load ``url`` with an empty cache and ``person``'s cookies."""
    load = Load()
    context = browser.new_context(storage_state=person)
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.on("Network.requestWillBeSent", load.asked)
    network.on("Network.webSocketCreated", load.connected)
    network.on("Network.loadingFinished", load.finished)
    network.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    context.close()
    return load
