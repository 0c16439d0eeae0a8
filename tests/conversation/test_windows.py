from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webchat.conversation.windows import MOST_CHARACTERS, MOST_TURNS, window_before, window_from

SIZES = st.lists(st.integers(0, MOST_CHARACTERS * 2), min_size=1, max_size=3 * MOST_TURNS)


@given(sizes=SIZES)
def test_windows_reach_every_turn_once_in_either_direction(sizes: list[int]) -> None:
    backwards: list[int] = []
    while len(backwards) < len(sizes):
        backwards[:0] = window_before(sizes, len(sizes) - len(backwards))
    forwards: list[int] = []
    while len(forwards) < len(sizes):
        forwards += window_from(sizes, len(forwards))

    assert backwards == forwards == list(range(len(sizes)))


@given(sizes=SIZES)
def test_a_window_is_bounded_but_for_a_single_turn(sizes: list[int]) -> None:
    for window in (window_before(sizes, len(sizes)), window_from(sizes, 0)):
        weight = sum(sizes[place] for place in window)

        assert len(window) == 1 or (len(window) <= MOST_TURNS and weight <= MOST_CHARACTERS)
