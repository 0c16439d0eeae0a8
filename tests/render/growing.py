"""Replies that are one long block, and the frames of a follower that keeps up with them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from random import Random

from jinja2 import Environment

from tests.render.replies import SESSION
from webchat.conversation import (
    PartStarted,
    Reply,
    TextAdded,
    TextPart,
    Turn,
    TurnStarted,
    Update,
    UserMessage,
)
from webchat.render import SessionView

TOKEN_CHARACTERS = 4
CORRELATION_ID = "RID::growing"
HEADS = {"code": "```python\n", "list": "", "table": "| one | two | three |\n|---|---|--:|\n"}
ROWS = {
    "code": '    {0} = measure("{1}", {2}) + 42  # {3}\n',
    "list": "- {0} {1} **{2}** and `{3}`\n",
    "table": "| {0} | {1} **{2}** | {3} |\n",
}
WORDS = ("river", "light", "of", "therefore", "a", "harbour", "morning", "is")


def growing_block(kind: str, characters: int) -> str:
    """Give a code block, list or table that is never finished."""
    random = Random(1)
    rows = (ROWS[kind].format(*random.choices(WORDS, k=4)) for _ in count())
    text = HEADS[kind]
    while len(text) < characters:
        text += next(rows)
    return text


def frames_of(environment: Environment, source: str) -> Iterator[str]:
    """Stream ``source`` a token at a time through a view, and yield the frame of each token."""
    view = SessionView(environment, SESSION)
    turn = Turn(CORRELATION_ID, UserMessage("Go on"), Reply())
    part = TextPart("content")
    for number, change in enumerate((TurnStarted(turn), PartStarted(0, part)), start=1):
        list(view.advance([Update(number, CORRELATION_ID, change)]))
    for start in range(0, len(source), TOKEN_CHARACTERS):
        delta = source[start : start + TOKEN_CHARACTERS]
        before = view.number
        list(view.advance([Update(before + 1, CORRELATION_ID, TextAdded(0, delta))]))
        yield "".join(view.fragments_after(before))
