"""The merging of a reply that upstream stored with what was journaled of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from webchat.conversation.parts import Part, TextPart, ToolCallPart, copy_of
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
        return replace(stored, ended_at=journaled.ended_at or stored.ended_at)
    pairs = _pairs(stored.parts, journaled.parts)
    parts = _joined(stored.parts, journaled.parts, pairs)
    knows_more = stored.parts == parts != journaled.parts and all(
        _holds(stored.parts[pairs[index]], part) for index, part in enumerate(journaled.parts)
    )
    end = stored if knows_more and _says_how_it_ended(stored) else journaled
    return replace(end, parts=parts)


def _pairs(stored: Sequence[Part], journaled: Sequence[Part]) -> dict[int, int]:
    """Map the index of a journaled part to that of its stored counterpart, each used once."""
    pairs: dict[int, int] = {}
    # equal parts first, lest a short text takes the counterpart of a longer one
    for is_counterpart in (_is_equal, _corresponds):
        _pair_up(stored, journaled, pairs, is_counterpart)
    return pairs


def _pair_up(
    stored: Sequence[Part],
    journaled: Sequence[Part],
    pairs: dict[int, int],
    is_counterpart: Callable[[Part, Part], bool],
) -> None:
    free = [index for index in range(len(stored)) if index not in pairs.values()]
    for index, part in enumerate(journaled):
        if index not in pairs:
            found = next((place for place in free if is_counterpart(stored[place], part)), None)
            if found is not None:
                free.remove(found)
                pairs[index] = found


def _is_equal(stored: Part, journaled: Part) -> bool:
    return stored == journaled


def _corresponds(stored: Part, journaled: Part) -> bool:
    match stored, journaled:
        case TextPart(kind=kind), TextPart(kind=other) if kind == other:
            # an empty stored text begins every text, and must not take its place
            begins = bool(stored.text) and journaled.text.startswith(stored.text)
            return begins or stored.text.startswith(journaled.text)
        case ToolCallPart(call_id=call_id), ToolCallPart(call_id=other_id):
            return call_id == other_id
    return False


def _joined(
    stored: Sequence[Part], journaled: Sequence[Part], pairs: Mapping[int, int]
) -> list[Part]:
    """Put stored parts without a counterpart after their predecessors."""
    parts: list[tuple[int | None, Part]] = []
    for index, part in enumerate(journaled):
        place = pairs.get(index)
        taken = part if place is None else _completed(stored[place], part)
        parts.append((place, copy_of(taken)))
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
