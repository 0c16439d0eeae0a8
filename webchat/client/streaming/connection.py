"""The connection on which a stream arrives."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from threading import Lock

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from webchat.client.body import arriving
from webchat.errors import StreamCutError, StreamStalledError


class Connection:
    """One thread reads its pieces; another may shut it down meanwhile, but not close it.

    Closing a file that another thread reads blocks, and raises under gevent.
    """

    def __init__(self, response: requests.Response) -> None:
        self._response = response
        # A response that is being closed must not be shut down at the same moment.
        self._closing = Lock()

    def pieces(self) -> Iterator[bytes]:
        """Yield bytes as they arrive. Raises StreamCutError and StreamStalledError."""
        try:
            yield from arriving(self._response)
        except ReadTimeoutError as error:
            raise StreamStalledError("nothing came for longer than the read time-out") from error
        except HTTPError as error:
            raise StreamCutError("the connection broke in the middle of the stream") from error

    def shut_down(self) -> None:
        """Let no more arrive: a thread that waits for bytes wakes and finds the end, or a cut."""
        # Each of these errors says that there is no connection any more.
        with self._closing, contextlib.suppress(ValueError, RuntimeError, OSError):
            self._response.raw.shutdown()

    def close(self) -> None:
        """Let go of the connection, which tells upstream that its reader has gone."""
        with self._closing:
            self._response.close()
