"""The channels of this process, as long as somebody has a use for them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic
from typing import Generic

from webchat.live.channel import Channel
from webchat.live.views import ViewType

MAX_CHANNELS = 1_000
IDLE_SECONDS = 600.0


class Channels(Generic[ViewType]):
    """Finds the channel of a session, made by ``make`` if there is none.

    Channels that nobody watches and nothing runs in are forgotten: after ``idle_seconds`` without
    use, and beyond ``max_channels``, longest unused first. Their sessions are then shown from
    what upstream stored and the journal kept.
    """

    def __init__(
        self,
        make: Callable[[str], Channel[ViewType]],
        max_channels: int = MAX_CHANNELS,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        self._make = make
        self._max_channels = max_channels
        self._idle_seconds = idle_seconds
        self._channels: OrderedDict[str, Channel[ViewType]] = OrderedDict()
        self._used_at: dict[str, float] = {}
        self._is_dismissed = False
        self._lock = Lock()

    def get(self, session_id: str) -> Channel[ViewType]:
        """Give the channel of a session."""
        with self._lock:
            return self._get(session_id)

    def join(self, session_id: str, language: str | None) -> Channel[ViewType]:
        """Give the channel of a session, with one more who watches it, as ``Channel.join``.

        Found and joined in one step: in between, the channel could be forgotten.
        """
        with self._lock:
            channel = self._get(session_id)
            channel.join(language)
            return channel

    @contextmanager
    def kept(self, session_id: str) -> Iterator[Channel[ViewType]]:
        """Give the channel of a session, which is not forgotten before the block ends."""
        channel = self.join(session_id, None)
        try:
            yield channel
        finally:
            channel.leave(None)

    def dismiss(self) -> None:
        """Send all followers away, those to come included."""
        with self._lock:
            self._is_dismissed = True
            for channel in self._channels.values():
                channel.dismiss()

    def _get(self, session_id: str) -> Channel[ViewType]:
        if session_id not in self._channels:
            self._forget()
            self._channels[session_id] = channel = self._make(session_id)
            if self._is_dismissed:
                channel.dismiss()
        self._channels.move_to_end(session_id)
        self._used_at[session_id] = monotonic()
        return self._channels[session_id]

    def _forget(self) -> None:
        long_ago = monotonic() - self._idle_seconds
        excess = len(self._channels) + 1 - self._max_channels
        for session_id, channel in list(self._channels.items()):
            if excess <= 0 and self._used_at[session_id] > long_ago:
                break
            if channel.is_idle:
                del self._channels[session_id], self._used_at[session_id]
                excess -= 1
