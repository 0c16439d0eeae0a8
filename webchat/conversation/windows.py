"""Windows: how many turns of a long session are shown at once.

Turns are named by their places, oldest first, and weighed in characters of text. A window is
bounded by both numbers, but it always has a turn, however large that is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from webchat.conversation.parts import Part, ToolCallPart, UnknownPart
from webchat.conversation.transcript import Turn

MOST_TURNS = 20
MOST_CHARACTERS = 40_000


def window_before(weights: Sequence[int], place: int) -> range:
    """Give the turns to show that end before ``place``."""
    return range(place - _fitting(reversed(weights[:place])), place)


def window_from(weights: Sequence[int], place: int) -> range:
    """Give the turns to show that begin with the one at ``place``."""
    return range(place, place + _fitting(weights[place:]))


def weight_of(turn: Turn) -> int:
    """Give about how much there is to read in a turn, in characters."""
    asked = len(turn.message.text) if turn.message else 0
    return asked + sum(map(_weight_of_part, turn.reply.parts))


def _fitting(weights: Iterable[int]) -> int:
    characters = 0
    count = 0
    for weight in weights:
        characters += weight
        if count and (count == MOST_TURNS or characters > MOST_CHARACTERS):
            break
        count += 1
    return count


def _weight_of_part(part: Part) -> int:
    match part:
        case ToolCallPart(body=body, result=result, error=error):
            return len(str(body)) + len(result or "") + len(error or "")
        case UnknownPart(value=value):
            return len(value)
    return len(part.text)
