"""A process of its own: opens the journal at a word, takes submissions, prints what it is to send.

Arguments: the database URL and the ids to take. It writes a line when it is ready.
"""

from __future__ import annotations

import sys

from webchat.journal import Submissions, open_journal


def main() -> None:
    database_url, *submission_ids = sys.argv[1:]
    print("ready", flush=True)
    sys.stdin.readline()
    engine = open_journal(database_url)
    forms = Submissions(engine)
    print(*(name for name in submission_ids if forms.take("kim", name).is_first))
    engine.dispose()


if __name__ == "__main__":
    main()
