"""The mirror of a log in Redis: what this process knows of it."""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from webchat.conversation import Update
from webchat.live.log.ledger import Ledger, new_epoch
from webchat.live.log.redis_session import Entry, State


class Mirror(Ledger):
    """A ledger that follows the log in Redis.

    Until it has first been told what Redis keeps it has an epoch of its own. A claim of another
    process is believed for ``lease`` seconds after the last sign of it; ``is_unsettled`` tells
    that it has lapsed and its reply has no end.
    """

    def __init__(self, lease: float) -> None:
        super().__init__()
        self.is_unsettled = False
        self._lease = lease
        self._is_joined = False
        self._elsewhere_until = 0.0

    @property
    def is_source(self) -> bool:
        """Whether it is from here that Redis learns, not the other way round."""
        return False

    @property
    def is_claimed_elsewhere(self) -> bool:
        """Whether another process holds the place, as last learnt."""
        return monotonic() < self._elsewhere_until

    def epoch_to_begin(self) -> str:
        """Name the epoch to begin where Redis keeps nothing.

        Only a mirror that no one has shared may go on in its own: in an epoch that was shared and
        lost, another process may have given further numbers.
        """
        return new_epoch() if self._is_joined else self._epoch

    def reflect(self, state: State) -> None:
        """Take over what Redis keeps."""
        with self.news:
            if state.epoch != self._epoch or state.oldest > self._number:
                self._restart(state.epoch, state.oldest)
            self._is_joined = True
            self.is_unsettled = state.is_unsettled
            # What Redis has let go of would only be kept for nobody.
            self.discard(state.oldest)
            for entry in state.entries:
                self._extend(entry.updates)
            self._believe_in_claim(self._lease if state.is_unsettled else state.seconds_left)

    def follow(self, entries: Iterable[Entry]) -> bool:
        """Take over further entries; False if they do not follow on what is known."""
        with self.news:
            for entry in entries:
                is_next = entry.updates[0].number <= self._number + 1
                if entry.epoch != self._epoch or not is_next:
                    return False
                self._believe_in_claim(0.0 if entry.is_end else self._lease)
                self._extend(entry.updates)
        return True

    def _believe_in_claim(self, seconds: float) -> None:
        self._elsewhere_until = monotonic() + seconds
        self.news.notify_all()

    def _extend(self, updates: list[Update]) -> None:
        self._keep([update for update in updates if update.number > self._number])
