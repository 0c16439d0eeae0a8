"""A keeper: keeps one reply in the journal while it runs, and as it ended."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from webchat.conversation import Turn, copy_of
from webchat.errors import JournalError
from webchat.journal import Journal

logger = logging.getLogger(__name__)


class Keeper:
    """Writes ``turn``, whose reply is growing, to ``journal``.

    ``growing`` is held by whoever changes the reply. A journal that fails costs a line in the
    log, not the reply.
    """

    def __init__(self, journal: Journal, session_id: str, turn: Turn, growing: Lock) -> None:
        self._journal = journal
        self._session_id = session_id
        self._turn = turn
        self._growing = growing
        self._writing = Lock()
        self._is_changed = False
        self._is_ended = False

    @property
    def correlation_id(self) -> str:
        """The id under which upstream, and so the journal, knows the turn."""
        return self._turn.correlation_id

    def begin(self) -> None:
        """Note that the reply runs in this process."""
        self._write(lambda: self._journal.begin(self._session_id, self._turn))

    def rename(self, correlation_id: str) -> None:
        """Keep the turn under the id that upstream turns out to know it by."""
        with self._writing:
            self._forget()
            self._turn = replace(self._turn, correlation_id=correlation_id)
            self.begin()

    def note_change(self) -> None:
        """Note that the reply has grown since it was kept."""
        self._is_changed = True

    def keep(self) -> None:
        """Keep the turn as it is, or say that it still runs; at least once in a lease."""
        # Never after the end: a late writer would bring an ended reply back to life.
        with self._writing:
            if self._is_ended:
                return
            if self._is_changed:
                turn = self._copy()
                self._write(lambda: self._journal.checkpoint(self._session_id, turn))
            else:
                self._write(lambda: self._journal.renew(self._session_id, self.correlation_id))

    def end(self, *, is_stored: bool) -> None:
        """Keep the turn as it ended, or let it go where upstream has stored it whole."""
        with self._writing:
            self._is_ended = True
            if is_stored and self._turn.reply.state == "done":
                self._forget()
            else:
                self._write(lambda: self._journal.checkpoint(self._session_id, self._turn))

    def _copy(self) -> Turn:
        with self._growing:
            self._is_changed = False
            reply = self._turn.reply
            parts = [copy_of(part) for part in reply.parts]
            return replace(self._turn, reply=replace(reply, parts=parts))

    def _forget(self) -> None:
        self._write(lambda: self._journal.forget(self._session_id, self.correlation_id))

    def _write(self, write: Callable[[], None]) -> None:
        try:
            write()
        except JournalError as error:
            logger.warning("session %s is not journaled: %s", self._session_id, error)
