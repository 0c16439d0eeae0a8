"""A bounded memory of HTML that was costly to make."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock


class HTMLCache:
    """The HTML of texts, the longest unused forgotten first.

    ``limit_characters`` bounds keys and HTML together. Threads may share it.
    """

    def __init__(self, limit_characters: int) -> None:
        self._limit = limit_characters
        self._size = 0
        self._entries: OrderedDict[tuple[str, str], str] = OrderedDict()
        self._lock = Lock()

    def get(self, kind: str, text: str) -> str | None:
        """Give what was put for ``text``, or None if it is not (or no longer) known."""
        with self._lock:
            html = self._entries.get((kind, text))
            if html is not None:
                self._entries.move_to_end((kind, text))
            return html

    def put(self, kind: str, text: str, html: str) -> None:
        """Keep ``html`` for ``text``, unless it alone would be more than the limit."""
        size = len(text) + len(html)
        with self._lock:
            if size > self._limit or (kind, text) in self._entries:
                return
            self._entries[kind, text] = html
            self._size += size
            while self._size > self._limit:
                (_, oldest), forgotten = self._entries.popitem(last=False)
                self._size -= len(oldest) + len(forgotten)
