"""The mark of a text that is kept or sent in English, and translated where it is shown."""

from __future__ import annotations


def translatable(text: str) -> str:
    """Give ``text`` as it is; the mark has it extracted into the catalogues."""
    return text
