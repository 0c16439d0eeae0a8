"""An event stream: the connection on which the events of one reply arrive."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Lock
from types import TracebackType

import requests

from webchat.client.models.session_stream import SessionStream
from webchat.client.streaming.blocks import blocks
from webchat.client.streaming.connection import Connection
from webchat.client.streaming.line_ends import with_line_feeds
from webchat.client.streaming.server_sent_events import server_sent_events
from webchat.client.streaming.session_events import session_events
from webchat.errors import StreamError


class EventStream:
    """Iterates over the events of one stream as they arrive; a context manager that closes it.

    The end of the body ends the loop. Otherwise the loop raises, after the last whole event,
    StreamCutError, StreamStalledError or StreamMalformedError. One thread iterates; ``cancel``
    and ``close`` may be called from any.
    """

    def __init__(self, response: requests.Response, request: str) -> None:
        self._connection = Connection(response)
        self._request = request
        self._events = session_events(
            server_sent_events(blocks(with_line_feeds(self._connection.pieces())))
        )
        self._reading = Lock()
        self._changing = Lock()
        self._is_over = False
        self._is_cancelled = False

    @property
    def is_cancelled(self) -> bool:
        """Tell whether ``cancel`` came before the end."""
        return self._is_cancelled

    def cancel(self) -> None:
        """End the stream at once, from any thread; a loop over it ends as if all had come.

        Upstream cancels the agent when its reader goes away. Does nothing after the end.
        """
        with self._changing:
            if self._is_over:
                return
            self._is_cancelled = self._is_over = True
        self._connection.shut_down()
        # A thread that is reading wakes now and closes the connection itself.
        if self._reading.acquire(blocking=False):
            try:
                self._connection.close()
            finally:
                self._reading.release()

    def close(self) -> None:
        """Let the connection go, from any thread; a loop over the stream ends."""
        with self._changing:
            self._is_over = True
        self._connection.shut_down()
        with self._reading:
            self._connection.close()

    def __iter__(self) -> Iterator[SessionStream]:
        return self

    def __next__(self) -> SessionStream:
        with self._reading:
            if self._is_over:
                self._connection.close()
                raise StopIteration
            try:
                return next(self._events)
            except StopIteration:
                self._end()
                raise
            except StreamError as error:
                if self._end():
                    raise StopIteration from None
                raise type(error)(error.message, request=self._request) from error.__cause__

    def __enter__(self) -> EventStream:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _end(self) -> bool:
        """Close from the reading thread; tell whether another had ended the stream before."""
        with self._changing:
            was_over, self._is_over = self._is_over, True
        self._connection.close()
        return was_over
