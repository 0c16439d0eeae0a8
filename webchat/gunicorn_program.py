"""Gunicorn, as the command ``webchat`` becomes it: Ctrl-C ends it in silence from the first moment.

It is run by its path, because gunicorn runs once more what it was run by when it is replaced in
place (SIGUSR2): so it is neither a module's name nor a text.
"""

from __future__ import annotations

import signal
import sys


def main() -> None:
    """Run gunicorn."""
    # Until gunicorn listens to signals itself, Python would answer Ctrl-C with a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    # Our modules are webchat's, and must not take the place of others of their names.
    if not sys.flags.safe_path:
        sys.path[0] = ""
    from gunicorn.app.wsgiapp import run  # type: ignore[import-untyped]  # it has no types

    run("webchat")


if __name__ == "__main__":
    main()
