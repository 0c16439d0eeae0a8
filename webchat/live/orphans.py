"""The orphans: replies whose process died."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from webchat.conversation import Reply, UnknownPart, Update, replayed
from webchat.errors import JournalError
from webchat.journal import Journal

logger = logging.getLogger(__name__)


class Orphans:
    """Keeps them in ``journal`` as far as anyone has seen them.

    A log that is shared holds what came after the last checkpoint, but only until the next reply.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def keep(self, session_id: str, updates: Sequence[Update]) -> None:
        """Keep the reply that ``updates`` tell of, unless the journal has more of it."""
        try:
            turn = replayed(updates)
            known = turn and self._journal.replies(session_id).get(turn.correlation_id)
            # One that the journal let go of is stored upstream; one that ended there has ended.
            if not (turn and known and known.turn.reply.state in ("streaming", "interrupted")):
                return
            if _length(turn.reply) >= _length(known.turn.reply):
                self._journal.checkpoint(session_id, turn)
        except JournalError as error:
            logger.warning("session %s is not journaled: %s", session_id, error)
        # The edge of a room: who reads the log must tell its followers of the end in any case.
        except Exception:
            logger.exception("session %s is not journaled", session_id)


def _length(reply: Reply) -> int:
    return sum(
        len(part.value) if isinstance(part, UnknownPart) else len(str(part.body))
        for part in reply.parts
    )
