"""The merging of a reply that upstream stored with what was journaled of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from webchat.conversation.counterparts import counterparts, final_counterparts
from webchat.conversation.parts import (
    UNREADABLE_CHUNK,
    Part,
    TextPart,
    ToolCallPart,
    UnknownPart,
    copy_of,
)
from webchat.conversation.reply import Reply


def merge(stored: Reply, journaled: Reply) -> Reply:
    """Give all that is known of a reply; neither argument is changed.

    Flux0 stores the finished tool calls and the finished reasoning of a reply whose reader went
    away, but not its unfinished answer. So what is stored wins over its journaled counterpart,
    and what only the journal holds is kept between it. The state is upstream's if it holds all
    that the journal does, and more: an answer, or a word of its own about the end. Parts that were
    stored before the agent came to its answer say nothing about how the reply ended. When it did
    is told by whom the state is taken from, but of one that was watched to its good end it is the
    journal: that time is what whoever watched was shown.
    """
    if not stored.parts:
        return journaled
    if journaled.state == "done":
        parts = completed(stored.parts, journaled.parts)
        return replace(stored, parts=parts, ended_at=journaled.ended_at or stored.ended_at)
    pairs = counterparts(stored.parts, journaled.parts)
    parts = _joined(stored.parts, journaled.parts, pairs)
    knows_more = stored.parts == parts != journaled.parts and all(
        _holds(stored.parts[pairs[index]], part) for index, part in enumerate(journaled.parts)
    )
    end = stored if knows_more and _says_how_it_ended(stored) else journaled
    return replace(end, parts=parts)


def completed(stored: Sequence[Part], streamed: Sequence[Part]) -> list[Part]:
    """Give the parts of a reply that was streamed to its end.

    They are the ``stored`` ones. What upstream streamed and lacks, because its write failed or is
    still to come, is kept between them.
    """
    told = [part for part in streamed if _says_anything(part)]
    readable = [part for part in told if not _is_unreadable(part)]
    if readable != told and any(part not in readable for part in stored):
        # What could not be applied here is in what upstream made of it.
        told = readable
    pairs = final_counterparts(stored, told)
    is_held = (_is_held(stored[place], told[index]) for index, place in pairs.items())
    if len(pairs) == len(told) and all(is_held):
        return list(stored)
    return _joined(stored, told, pairs)


def _says_anything(part: Part) -> bool:
    return not isinstance(part, TextPart) or bool(part.text.strip())


def _is_unreadable(part: Part) -> bool:
    return isinstance(part, UnknownPart) and part.label == UNREADABLE_CHUNK


def _is_held(stored: Part, told: Part) -> bool:
    """Tell whether the stored counterpart has the result that was told."""
    if isinstance(stored, ToolCallPart) and isinstance(told, ToolCallPart):
        return stored.is_finished or not told.is_finished
    return True


def _joined(
    stored: Sequence[Part], journaled: Sequence[Part], pairs: Mapping[int, int]
) -> list[Part]:
    """Put stored parts without a counterpart after their predecessors."""
    parts: list[tuple[int | None, Part]] = []
    taken: set[int] = set()
    for index, part in enumerate(journaled):
        place = pairs.get(index)
        if place is None:
            parts.append((None, copy_of(part)))
        elif place not in taken:
            taken.add(place)
            parts.append((place, copy_of(_completed(stored[place], part))))
    after = 0
    for place, part in enumerate(stored):
        found = next((at for at, (origin, _) in enumerate(parts) if origin == place), None)
        if found is None:
            parts.insert(after, (place, copy_of(part)))
            found = after
        after = found + 1
    return [part for _, part in parts]


def _completed(stored: Part, journaled: Part) -> Part:
    """Give the stored part, with what perhaps only the journal knows: a result, the time it took.

    That time is what whoever watched was shown.
    """
    match stored, journaled:
        case ToolCallPart(is_finished=False), ToolCallPart(result=result, error=error):
            return replace(stored, result=result, error=error, seconds=journaled.seconds)
        case TextPart() | ToolCallPart(), TextPart() | ToolCallPart():
            return replace(stored, seconds=journaled.seconds)
    return stored


def _holds(stored: Part, journaled: Part) -> bool:
    if isinstance(stored, TextPart) and isinstance(journaled, TextPart):
        return stored.text.startswith(journaled.text)
    return True


def _says_how_it_ended(stored: Reply) -> bool:
    last = stored.parts[-1]
    has_answer = isinstance(last, TextPart) and last.kind == "content"
    return stored.state != "done" or has_answer
