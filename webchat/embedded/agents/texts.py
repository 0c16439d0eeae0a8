"""The guide's texts: markdown files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_TOKEN = re.compile(r"\S+\s*|\s+")


@cache
def read_text(name: str) -> str:
    """Read a text of the guide."""
    path = files(__package__) / "guide_texts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()


def split_tokens(text: str) -> Iterator[str]:
    """Split a text into words, each with the space that follows it; joined, they are the text."""
    return (match[0] for match in _TOKEN.finditer(text))


def quote(text: str) -> str:
    """Quote a text in markdown, line by line as it was written."""
    return "\n".join(f"> {line}" for line in text.split("\n"))
