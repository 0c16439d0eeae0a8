"""Gunicorn's gevent worker, told how this site starts and ends.

Gunicorn loads this module before gevent has patched the process: it imports nothing of webchat
but its errors.
"""

from __future__ import annotations

import logging
import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from ipaddress import ip_address
from time import monotonic
from types import FrameType
from typing import Any
from weakref import WeakKeyDictionary

import gevent  # type: ignore[import-untyped]  # it has no types
from gevent.event import Event  # type: ignore[import-untyped]  # nor here
from gunicorn.errors import AppImportError  # type: ignore[import-untyped]  # it has no types
from gunicorn.workers.ggevent import GeventWorker  # type: ignore[import-untyped]  # nor here

from webchat.errors import ConfigurationError

STORE_SECONDS = 5
OTHER_FILES = 1_000
# What these tell of a start is the same in each process.
TOLD_ONCE = ("webchat.factory", "webchat.upstream", "webchat.web.templates")
ENDING_SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)


def _hold_signals() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, ENDING_SIGNALS)


def _let_signals_come() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING_SIGNALS)


# Until a worker has handlers of its own, it has the arbiter's, which would lose what it is told.
os.register_at_fork(before=_hold_signals, after_in_parent=_let_signals_come)


class _Token:
    """Is had by one process, of all that were forked after it was made.

    So the first worker alone tells of the start, or why there is none: a second one that said so
    while the arbiter ends would break that off, with a traceback. A worker that is killed before it
    serves takes the token along, because the arbiter does not know what a dead one had told.
    """

    def __init__(self) -> None:
        self._end, other_end = os.pipe()
        os.write(other_end, b"x")
        os.close(other_end)

    def __del__(self) -> None:
        os.close(self._end)

    def take(self) -> bool:
        """Take the token; returns whether nobody had taken it before."""
        return bool(os.read(self._end, 1))


class Worker(GeventWorker):  # type: ignore[misc]  # gunicorn has no types
    """Says in a sentence why it cannot start, and where the site is once it has started."""

    _ends_at = 0.0
    _is_quitting = False
    # The arbiter, which makes all workers, has new settings whenever it is started or reloaded.
    _tokens: WeakKeyDictionary[Any, tuple[_Token, _Token]] = WeakKeyDictionary()

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        if self.cfg not in self._tokens:
            self._tokens[self.cfg] = _Token(), _Token()
        self._first_start, self._first_failure = self._tokens[self.cfg]
        self._waiting: set[socket.socket] = set()

    def init_process(self) -> None:
        """Serve; give up the last requests early enough to store what is under way."""
        # The arbiter kills the worker at the end of the same time, before it could store anything.
        patience = self.cfg.graceful_timeout
        self.cfg.set("graceful_timeout", max(patience - STORE_SECONDS, patience // 2))
        _allow_files(self.cfg.worker_connections + OTHER_FILES)
        super().init_process()

    def init_signals(self) -> None:
        """Leave Ctrl-C to the arbiter; take what came since the fork."""
        super().init_signals()
        # A terminal sends it to every process, and the arbiter then asks its workers to quit:
        # asked twice, a worker would be interrupted in the middle of its end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        _let_signals_come()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Send the followers away at once; they find another process while this one ends."""
        self._ends_at = monotonic() + self.cfg.graceful_timeout
        super().handle_exit(sig, frame)
        if self.booted:
            # A signal may come while gevent's hub runs, where nothing may block.
            gevent.spawn(self._let_go)

    def handle(self, listener: socket.socket, client: socket.socket, address: Any) -> None:
        """Serve the requests of one connection."""
        self._waiting.add(client)
        try:
            super().handle(listener, client, address)
        finally:
            self._waiting.discard(client)

    def handle_request(
        self, listener_name: Any, request: Any, client: socket.socket, *rest: Any
    ) -> None:
        """Serve one request; its connection waits for none meanwhile."""
        self._waiting.discard(client)
        try:
            super().handle_request(listener_name, request, client, *rest)
        finally:
            self._waiting.add(client)

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """End at once; what still runs is kept as interrupted."""
        self.alive = False
        # Who builds the application is not interrupted, and looks when it is built.
        if self.booted and not self._is_quitting:
            self._is_quitting = True
            gevent.spawn(self._quit, sig, frame)

    def _quit(self, sig: int, frame: FrameType | None) -> None:
        self._services.close()
        super().handle_quit(sig, frame)

    def run(self) -> None:
        """Serve until told to end, then give the running replies the rest of the grace."""
        super().run()
        if self._is_quitting:
            # Gunicorn ends the process from a greenlet of its own, which would raise in ours.
            Event().wait(STORE_SECONDS)
        self._services.finish(max(self._ends_at - monotonic(), 0))
        self._services.close()

    def _let_go(self) -> None:
        self._services.leave()
        # Gunicorn would wait out its whole grace for connections that are only kept open.
        for client in list(self._waiting):
            # By a twin: gevent would raise in whoever reads a socket that is shut down.
            with suppress(OSError), client.dup() as twin:
                twin.shutdown(socket.SHUT_RD)

    @property
    def _services(self) -> Any:
        return self.wsgi.extensions["webchat"]

    def load_wsgi(self) -> None:
        """Build the application; gunicorn ends as a whole if a setting cannot be used.

        Who was told to end meanwhile does so, without a word of where the site would be.
        """
        is_first = self._first_start.take()
        for name in TOLD_ONCE:
            logging.getLogger(name).disabled = not is_first
        try:
            super().load_wsgi()
        except ConfigurationError as error:
            if not self._first_failure.take():
                sys.exit()
            raise AppImportError(f"webchat cannot start: {error}") from error
        if not self.alive:
            self._services.close()
            sys.exit()
        for listener in self.sockets if is_first else []:
            self._announce(listener.getsockname())

    def _announce(self, address: tuple[str, int] | str) -> None:
        if isinstance(address, str):  # a Unix socket, which no browser opens
            return
        host, port = address[:2]
        ip = ip_address(host)
        name = "localhost" if ip.is_unspecified or ip.is_loopback else host
        self.log.info("open http://%s:%d", f"[{name}]" if ":" in name else name, port)


def _allow_files(wanted: int) -> None:
    """Raise the soft limit of open files, often 1,024, as far as this process may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    unlimited = resource.RLIM_INFINITY
    allowed = wanted if hard == unlimited else min(wanted, hard)
    if soft != unlimited and soft < allowed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
