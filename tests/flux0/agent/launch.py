"""Runs a Flux0 server until its standard input closes: it must not outlive who started it."""

import os
import sys
import threading

from flux0_server.main import main


def end_with_starter() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


threading.Thread(target=end_with_starter, daemon=True).start()
main()
