"""Stored turns, completed by what the journal alone has of a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from webchat.conversation import Turn, merge
from webchat.journal.journal import JournaledReply


def with_journaled(stored: Iterable[Turn], journaled: Mapping[str, JournaledReply]) -> list[Turn]:
    """Give the stored turns, completed by what only the journal has of them, and by its own."""
    left = dict(journaled)
    turns = []
    for turn in stored:
        known = left.pop(turn.correlation_id, None)
        turns.append(_completed(turn, known) if known else turn)
    return [*turns, *(known.turn for known in left.values())]


def _completed(turn: Turn, known: JournaledReply) -> Turn:
    # What upstream has stored of a reply that still runs says nothing about how it will end.
    reply = known.turn.reply if known.is_running else merge(turn.reply, known.turn.reply)
    return replace(turn, reply=reply)
