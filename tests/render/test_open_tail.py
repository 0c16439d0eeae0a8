from __future__ import annotations

from statistics import mean

import pytest
from jinja2 import Environment

from tests.render.growing import ROWS, frames_of, growing_block

CHARACTERS = 50_000


@pytest.mark.parametrize("kind", ROWS)
def test_a_token_of_a_long_block_takes_no_larger_frame_than_of_a_short_one(
    environment: Environment, kind: str
) -> None:
    source = growing_block(kind, CHARACTERS)
    sizes = [len(frame.encode()) for frame in frames_of(environment, source)]
    tenth = len(sizes) // 10

    assert sum(sizes) > len(source), "not all was sent"
    assert mean(sizes[-tenth:]) <= 1.2 * mean(sizes[:tenth])
