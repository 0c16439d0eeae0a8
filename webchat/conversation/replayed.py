"""The replaying of updates: a turn as those who followed it have it before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from webchat.conversation.changes import (
    Change,
    Ended,
    PartChanged,
    PartStarted,
    PartTimed,
    Replaced,
    StatusChanged,
    TextAdded,
)
from webchat.conversation.parts import copy_of
from webchat.conversation.reply import Reply
from webchat.conversation.transcript import Turn
from webchat.conversation.updates import TurnNamed, TurnStarted, Update


def replayed(updates: Iterable[Update]) -> Turn | None:
    """Give the last turn that ``updates`` tell of, by upstream's id; None if they begin none."""
    turn: Turn | None = None
    for update in updates:
        match update.change:
            case TurnStarted(started):
                turn = replace(started, reply=Reply())
            case TurnNamed(real_id) if turn is not None:
                turn = replace(turn, correlation_id=real_id)
            case change if turn is not None and not isinstance(change, TurnNamed):
                _apply(turn.reply, change)
    return turn


def _apply(reply: Reply, change: Change) -> None:
    match change:
        case PartStarted(_, part):
            reply.start_part(copy_of(part))
        case TextAdded(index, delta):
            reply.add_text(index, delta)
        case PartChanged(index, part):
            reply.replace_part(index, copy_of(part))
        case PartTimed(index, seconds):
            reply.time_part(index, seconds)
        case StatusChanged(status):
            reply.set_status(status)
        case Replaced(parts):
            reply.parts = [copy_of(part) for part in parts]
        case Ended(state, problem, ended_at):
            reply.end(state, problem, ended_at)
        case _:
            assert_never(change)
