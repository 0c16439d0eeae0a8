"""The characters of a text, put in order as they come."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")
MAY_BE_HALF = re.compile("[\r\ud800-\udbff]$")


def normalised(text: str) -> str:
    r"""Give ``text`` with lines that end in ``\n`` and nothing that cannot be encoded or shown.

    NUL and halves of a surrogate pair become U+FFFD; two halves that stand together are joined.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if SURROGATE.search(text):
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


class Characters:
    """A text that comes in pieces, normalised as if it had come in one."""

    def __init__(self) -> None:
        self._held = ""

    @property
    def held(self) -> str:
        """What waits for its other half, as it will be if none comes."""
        return normalised(self._held)

    def feed(self, delta: str) -> str:
        """Give what can be read now; a last character that may be half of two is held back."""
        text = self._held + delta
        self._held = text[-1:] if MAY_BE_HALF.search(text[-1:]) else ""
        return normalised(text[: len(text) - len(self._held)])

    def close(self) -> str:
        """Give what was held back."""
        text, self._held = self.held, ""
        return text
