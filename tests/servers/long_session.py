"""A session of many turns, as an upstream has stored it."""

from __future__ import annotations

from tests.servers.upstream import ScriptedUpstream, message

ANSWER = "\n\n".join(["What there is to say about it.", "- a point\n- another", "`so` it *is*."])


def store_turns(upstream: ScriptedUpstream, session_id: str, count: int, first: int = 0) -> None:
    """Store ``count`` further questions and their answers, numbered from ``first``."""
    for number in range(first, first + count):
        for source, text in (("user", f"Question {number}"), ("ai_agent", _answer(number))):
            data = message({"type": "content", "content": text})
            upstream.store(session_id, f"RID::old{number:05}", "message", source, data)


def _answer(number: int) -> str:
    # Of different heights, as answers are.
    return "\n\n".join([f"Answer {number}", *[ANSWER] * (number % 4)])
