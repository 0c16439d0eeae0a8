"""A keeper: keeps one reply in the journal while it runs, and as it ended."""

from __future__ import annotations

import logging

from webchat.conversation import Turn
from webchat.errors import JournalError
from webchat.journal import Journal

logger = logging.getLogger(__name__)


class Keeper:
    """Writes a turn to ``journal``. A journal that fails costs a line in the log, not the reply."""

    def __init__(self, journal: Journal, session_id: str) -> None:
        self._journal = journal
        self._session_id = session_id

    def begin(self, turn: Turn) -> None:
        """Note that the reply of ``turn`` runs in this process."""
        try:
            self._journal.begin(self._session_id, turn)
        except JournalError as error:
            self._warn(error)

    def keep(self, turn: Turn) -> None:
        """Keep the turn as it is; while it runs, at least once in a lease."""
        try:
            self._journal.checkpoint(self._session_id, turn)
        except JournalError as error:
            self._warn(error)

    def renew(self, turn: Turn) -> None:
        """Say that the reply, unchanged, still runs."""
        try:
            self._journal.renew(self._session_id, turn.correlation_id)
        except JournalError as error:
            self._warn(error)

    def forget(self, turn: Turn) -> None:
        """Let go of a turn that upstream has stored, or that has another id now."""
        try:
            self._journal.forget(self._session_id, turn.correlation_id)
        except JournalError as error:
            self._warn(error)

    def _warn(self, error: JournalError) -> None:
        logger.warning("session %s is not journaled: %s", self._session_id, error)
