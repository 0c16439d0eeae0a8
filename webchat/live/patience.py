"""How long a reply is waited for, and what its silence means."""

from __future__ import annotations

from dataclasses import dataclass, field
from time import monotonic
from typing import Literal

WAITING_SECONDS = 10.0
AFTER_ERROR_SECONDS = 5.0

Silence = Literal["short", "long", "after_error"]


@dataclass
class Patience:
    """Watches the clock of one reply. Times are in seconds.

    Each ``waiting_seconds`` of silence are told as long, once. After an error only
    ``after_error_seconds`` are granted: some agents that failed never end their stream.
    """

    waiting_seconds: float = WAITING_SECONDS
    after_error_seconds: float = AFTER_ERROR_SECONDS
    _heard_at: float = field(default_factory=monotonic)
    _told_at: float = field(default_factory=monotonic)

    def hear(self) -> None:
        """Note that something came."""
        self._heard_at = self._told_at = monotonic()

    def silence(self, has_failed: bool) -> Silence:
        """Tell what the silence until now means for a reply that has failed, or has not."""
        now = monotonic()
        if has_failed and now - self._heard_at >= self.after_error_seconds:
            return "after_error"
        if now - self._told_at < self.waiting_seconds:
            return "short"
        self._told_at = now
        return "long"
