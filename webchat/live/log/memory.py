"""The log kept in the memory of one process."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from webchat.conversation import Change, TurnNamed, TurnStarted
from webchat.errors import ReplyRunningError
from webchat.live.log.ledger import Ledger


class MemoryLog(Ledger):
    """The log of one session that no other process knows of."""

    def __init__(self, on_stop: Callable[[], None]) -> None:
        super().__init__()
        self._on_stop = on_stop
        self._is_claimed = False

    @property
    def is_claimed(self) -> bool:
        """Whether a reply is being started or read."""
        return self._is_claimed

    def refresh(self) -> None:
        """Do nothing: no other process writes here."""

    def watch(self) -> None:
        """Do nothing: no other process writes here."""

    def claim(self) -> None:
        """Take the session's one place for a reply; raises ReplyRunningError if it is taken."""
        with self.news:
            if self._is_claimed:
                raise ReplyRunningError("a reply is already running in this session")
            self._is_claimed = True

    def append(
        self, correlation_id: str, changes: Iterable[TurnStarted | TurnNamed | Change]
    ) -> None:
        """Give ``changes`` their numbers."""
        self._write(correlation_id, changes)

    def end(self, correlation_id: str, changes: Iterable[Change]) -> None:
        """Append the last ``changes`` of a reply and give its place back, in one step."""
        with self.news:
            self._is_claimed = False
            self._write(correlation_id, changes)

    def release(self) -> None:
        """Give the place back."""
        with self.news:
            self._is_claimed = False
            self.news.notify_all()

    def ask_to_stop(self) -> bool:
        """Have the reply ended that runs, if one does; tell whether one did."""
        if not self._is_claimed:
            return False
        self._on_stop()
        return True


class MemoryLogs:
    """The logs of a process that runs alone."""

    are_shared = False

    def __init__(self) -> None:
        self._listeners: list[Callable[[str], None]] = []

    def open(self, session_id: str, on_stop: Callable[[], None]) -> MemoryLog:
        """Make the log of a session."""
        return MemoryLog(on_stop)

    def listen(self, on_word: Callable[[str], None], on_gap: Callable[[], None]) -> None:
        """Have ``on_word`` called with each word that is told from now on; none is missed."""
        self._listeners.append(on_word)

    def tell(self, word: str) -> None:
        """Tell a word to all who listen."""
        for on_word in self._listeners:
            on_word(word)

    def close(self) -> None:
        """Do nothing: memory goes with its process."""
