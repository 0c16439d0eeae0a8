"""Run the embedded sessions API alone: ``python -m webchat.embedded``."""

from __future__ import annotations

import argparse
import signal
import sys
import threading

from webchat.embedded.server import DEFAULT_HOST, DEFAULT_PACE_SECONDS, serve
from webchat.errors import ConfigurationError

DEFAULT_PORT = 8080
DEFAULT_DATABASE_URL = "sqlite:///var/sessions.sqlite3"


def main(arguments: list[str] | None = None) -> int:
    """Serve until a signal asks to stop; returns the exit status."""
    options = _parser().parse_args(arguments)
    stopped = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())
    try:
        with serve(
            options.database_url, guide_pace=options.pace, host=options.host, port=options.port
        ) as url:
            print(f"The sessions API is on {url}", flush=True)
            stopped.wait()
    except (ConfigurationError, OSError) as error:
        print(f"The sessions API cannot start: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m webchat.embedded",
        description="Serve the embedded sessions API with its guide.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    parser.add_argument("--host", default=DEFAULT_HOST, help="address to listen on")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help="0 picks a free one")
    parser.add_argument("--database-url", default=DEFAULT_DATABASE_URL, help="where to store")
    parser.add_argument(
        "--pace", type=float, default=DEFAULT_PACE_SECONDS, help="seconds for each token"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
