from __future__ import annotations

from itertools import islice

from webchat.client import BackoffStrategy


def test_a_wait_stays_at_its_longest_however_often_it_comes() -> None:
    strategy = BackoffStrategy(1, 10, 2.0, 60_000)

    pauses = list(islice(strategy.pauses(), 2_000))

    assert max(pauses) <= 0.010
    assert min(pauses[10:]) >= 0.005
