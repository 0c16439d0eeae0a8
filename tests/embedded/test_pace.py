from __future__ import annotations

from collections.abc import Iterator

import pytest

from webchat.embedded.agents import CancelledReply, Guide, Request, Text


def test_the_guide_waits_at_its_pace_after_each_token() -> None:
    waits: list[float] = []
    steps = list(Guide(0.25).run(Request("zv3h4j5Fjv", "hello", waits.append)))
    assert waits == [0.25] * len(steps)


def test_a_token_is_a_word_with_the_space_that_follows_it() -> None:
    steps = list(Guide(0).run(Request("zv3h4j5Fjv", "one  two\nthree", lambda _: None)))
    deltas = [step.delta for step in steps if isinstance(step, Text)]
    assert {"one  ", "two\n", "three\n\n"} <= set(deltas)


def test_the_guide_stops_when_it_is_cancelled() -> None:
    def cancel(_seconds: float) -> None:
        raise CancelledReply

    steps: Iterator[object] = Guide(0.25).run(Request("zv3h4j5Fjv", "hello", cancel))
    next(steps)
    with pytest.raises(CancelledReply):
        next(steps)
