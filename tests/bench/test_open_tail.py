from __future__ import annotations

import time
from collections.abc import Iterator
from html import escape
from statistics import mean

import pytest
from jinja2 import Environment

from tests.bench.figures import Figures
from tests.render.growing import ROWS, TOKEN_CHARACTERS, frames_of, growing_block

pytestmark = pytest.mark.bench

CHARACTERS = 200_000

Tenth = tuple[float, float]


@pytest.mark.parametrize("kind", ROWS)
def test_what_a_token_of_an_open_block_costs(
    environment: Environment, figures: Figures, kind: str
) -> None:
    source = growing_block(kind, CHARACTERS)
    of_view = first_and_last(frames_of(environment, source))
    of_floor = first_and_last(escaped(source))

    for name, view, floor in zip(("first", "last"), of_view, of_floor, strict=True):
        figures.add(f"{kind} of 200 kB, {name} tenth: microseconds a token", view[0], floor[0])
        figures.add("    frame bytes a token", view[1], floor[1])
    (_, first), (_, last) = of_view
    figures.add(f"{kind}, frame bytes, last by first tenth: times", last / first, None, "<= 1.2")


def escaped(source: str) -> Iterator[str]:
    """Do the least with each token that lets it stand on a page."""
    for start in range(0, len(source), TOKEN_CHARACTERS):
        yield escape(source[start : start + TOKEN_CHARACTERS])


def first_and_last(frames: Iterator[str]) -> tuple[Tenth, Tenth]:
    """Tell the mean microseconds and bytes of a frame, in the first and the last tenth."""
    seconds, sizes = [], []
    started = time.perf_counter()
    for frame in frames:
        seconds.append(time.perf_counter() - started)
        sizes.append(len(frame.encode()))
        started = time.perf_counter()
    tenth = len(sizes) // 10
    first, last = slice(tenth), slice(-tenth, None)
    return (
        (mean(seconds[first]) * 1e6, mean(sizes[first])),
        (mean(seconds[last]) * 1e6, mean(sizes[last])),
    )
