"""Which sessions have a reply under way: at most one each."""

from __future__ import annotations

import threading

from webchat.embedded.agents.steps import Status
from webchat.embedded.replies.reader import Reader

LEAVE_SECONDS = 5.0
ENDED_DETAIL = "The server was stopped before the answer was complete."


class RunningReplies:
    """The replies under way in this process."""

    def __init__(self) -> None:
        self._readers: dict[str, Reader] = {}
        self._changed = threading.Condition()
        self._is_ending = False

    def claim(self, session_id: str, reader: Reader) -> bool:
        """Take the session for a new reply; False if another one is running in it."""
        with self._changed:
            current = self._readers.get(session_id)
            # a reader who leaves and asks again at once must not be refused for the reply it left
            if current is not None and current.is_gone():
                self._changed.wait_for(lambda: session_id not in self._readers, LEAVE_SECONDS)
            if session_id in self._readers:
                return False
            self._readers[session_id] = reader
            return True

    def release(self, session_id: str) -> None:
        """Give the session free."""
        with self._changed:
            self._readers.pop(session_id, None)
            self._changed.notify_all()

    def interrupt(self) -> None:
        """Note that the process ends: from now on no reader leaves because a person wants it."""
        self._is_ending = True

    def cancellation(self) -> Status:
        """Give the status of a reply whose reader has gone; it has a detail if nobody wanted it."""
        return Status("cancelled", {"detail": ENDED_DETAIL} if self._is_ending else {})
