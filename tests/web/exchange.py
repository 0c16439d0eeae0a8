"""Exchanges: what has been said, and what a page tells of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tests.render.dom import PageModel

ARTICLE = re.compile(r"<article(?P<head>[^>]*)>(?P<body>.*?)</article>", re.DOTALL)
STATE = re.compile(r'data-state="(\w+)"')
WORD = re.compile(r"\b[mw]\d+\b")

# The state of a message, if it has one, and its words.
Told = tuple[str, list[str]]


@dataclass
class Exchange:
    """What has been said, on either side, and how it ended."""

    question: str
    words: list[str] = field(default_factory=list)
    state: str = "streaming"

    def told(self) -> list[Told]:
        return [("", [self.question]), (self.state, self.words)]


def told_by(page: PageModel) -> list[Told]:
    """Give what each message of a page tells."""
    html = page.inner_html_of("transcript")
    return [
        (state[1] if (state := STATE.search(found["head"])) else "", WORD.findall(found["body"]))
        for found in ARTICLE.finditer(html)
    ]
