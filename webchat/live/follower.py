"""A follower: one open socket, and when it should be sent a frame."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Generic

from webchat.live.channel import Channel, never
from webchat.live.log import Position
from webchat.live.views import ViewType

FRAME_INTERVAL_SECONDS = 0.016

# Faster than this nobody sees single tokens; half as many frames cost the browser half.
FAST_UPDATES_A_SECOND = 70.0
FAST_FRAME_INTERVAL_SECONDS = 0.032
RATE_WEIGHT = 0.1


class Follower(Generic[ViewType]):
    """Waits for updates on behalf of one socket, and paces its frames.

    The first update after a pause is due at once; then one frame at most every 16 ms, or every
    32 ms while updates come fast, so that a burst becomes few, larger frames. It has
    joined ``channel`` in ``language``, and leaves it at the end of its context.
    """

    def __init__(self, channel: Channel[ViewType], language: str) -> None:
        self.channel = channel
        self.language = language
        self._last_frame = 0.0
        self._rate = 0.0

    def __enter__(self) -> Follower[ViewType]:
        self.channel.watch()
        return self

    def __exit__(self, *exception: object) -> None:
        self.channel.leave(self.language)

    @property
    def is_dismissed(self) -> bool:
        """Whether this follower should go away, and may come back to another process."""
        return self.channel.is_dismissed

    def wait(self, after: Position, timeout: float, is_rung: Callable[[], bool] = never) -> bool:
        """Wait until a frame of what comes after ``after`` is due; False at the time-out.

        A frame is due as well when ``is_rung`` is found to be so.
        """
        if not self.channel.wait_for_news(after, timeout, is_rung) or self.is_dismissed:
            return False
        is_fast = self._rate > FAST_UPDATES_A_SECOND
        interval = FAST_FRAME_INTERVAL_SECONDS if is_fast else FRAME_INTERVAL_SECONDS
        early = self._last_frame + interval - monotonic()
        if early > 0:
            sleep(early)
        self._note_frame(max(self.channel.position.number - after.number, 0))
        return True

    def _note_frame(self, updates: int) -> None:
        now = monotonic()
        rate = updates / max(now - self._last_frame, FRAME_INTERVAL_SECONDS)
        self._rate += RATE_WEIGHT * (rate - self._rate)
        self._last_frame = now
