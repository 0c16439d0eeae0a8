"""What went wrong with a reply, told in the language of the page."""

from __future__ import annotations

from collections.abc import Callable

from webchat.conversation import parted

SENTENCE_ENDS = ".!?…。！？؟"


def told(problem: str, translate: Callable[[str], str]) -> tuple[str, str]:
    """Give our sentence, translated, and the agent's own words, which are not; both whole."""
    ours, theirs = parted(problem)
    return _ended(translate(ours)), _ended(theirs)


def _ended(text: str) -> str:
    return f"{text}." if text and text[-1] not in SENTENCE_ENDS else text
