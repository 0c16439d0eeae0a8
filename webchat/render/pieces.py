"""Changes cut into pieces, each of which takes no more than a moment to render."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from webchat.conversation import Change, PartChanged, PartStarted, TextAdded, TextPart
from webchat.conversation.parts import GrowingText
from webchat.render.markdown import cut

# What an update costs, however little it says, as characters of text.
UPDATE_CHARACTERS = 64


def pieces_of(change: Change) -> Iterator[Change]:
    """Give changes that come to the same as ``change``, and add no long text at once."""
    match change:
        case TextAdded(index, delta):
            for piece in cut(delta):
                yield TextAdded(index, piece)
        case PartStarted(index, TextPart() as part) | PartChanged(index, TextPart() as part):
            first, *others = cut(part.text)
            yield type(change)(index, replace(part, body=GrowingText(first)))
            for piece in others:
                yield TextAdded(index, piece)
        case _:
            yield change


def weight_of(piece: Change) -> int:
    """Give about how much it takes to render a piece, in characters of text."""
    match piece:
        case TextAdded(_, text):
            return UPDATE_CHARACTERS + len(text)
        case PartStarted(_, TextPart() as part) | PartChanged(_, TextPart() as part):
            return UPDATE_CHARACTERS + len(part.text)
    return UPDATE_CHARACTERS
