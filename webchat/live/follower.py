"""A follower: one open socket, and when it should be sent a frame."""

from __future__ import annotations

from time import monotonic, sleep
from typing import Generic

from webchat.live.channel import Channel, ViewType

FRAME_INTERVAL_SECONDS = 0.016


class Follower(Generic[ViewType]):
    """Waits for updates on behalf of one socket, and paces its frames.

    The first update after a pause is due at once; then one frame at most every 16 ms, so that a
    burst becomes few, larger frames. From its making to the end of its context it counts as one
    who watches ``channel``.
    """

    def __init__(self, channel: Channel[ViewType]) -> None:
        self.channel = channel
        self._due = 0.0
        channel.join()

    def __enter__(self) -> Follower[ViewType]:
        return self

    def __exit__(self, *exception: object) -> None:
        self.channel.leave()

    def wait(self, after: int, timeout: float) -> bool:
        """Wait until a frame of the updates after ``after`` is due; False at the time-out."""
        if not self.channel.wait_for_news(after, timeout):
            return False
        early = self._due - monotonic()
        if early > 0:
            sleep(early)
        self._due = monotonic() + FRAME_INTERVAL_SECONDS
        return True
