"""The journal: what must outlive this process, in tables of the site's database.

The law of this folder: it keeps what it is given, and decides nothing about replies but which of
them have lost their process. Whatever fails raises JournalError, without the text of a message,
so that its callers can go on without it. Its tables change by migrations only.
"""

from __future__ import annotations

from webchat.journal.completing import with_journaled
from webchat.journal.journal import Journal, JournaledReply
from webchat.journal.schema import open_journal
from webchat.journal.submissions import Submission, Submissions

__all__ = [
    "Journal",
    "JournaledReply",
    "Submission",
    "Submissions",
    "open_journal",
    "with_journaled",
]
