"""The body of an answer: an agent's steps as they are made, streamed and stored."""

from __future__ import annotations

import logging
from collections.abc import Callable, Generator, Iterator

from webchat.embedded.agents.interface import CancelledReply
from webchat.embedded.agents.steps import Status, Step
from webchat.embedded.replies.composer import Composer, Output
from webchat.embedded.store.records import Draft

FAILURE_DETAIL = "It stopped before its answer was complete."

_logger = logging.getLogger(__name__)


class ReplyStream:
    """Runs an agent for one reader, as a WSGI response iterable.

    ``cancellation`` gives the status to end with once the reader has gone.
    Whatever happens, ``on_end`` is called once, after the last event was stored and before the
    body ends: whoever has read the body to its end finds all in the store, and may write again.
    """

    def __init__(
        self,
        steps: Iterator[Step],
        composer: Composer,
        *,
        cancellation: Callable[[], Status],
        store: Callable[[Draft], object],
        on_end: Callable[[], None],
    ) -> None:
        self._composer = composer
        self._cancellation = cancellation
        self._outputs = _outputs(steps, composer, cancellation)
        self._store = store
        self._on_end = on_end
        self._is_over = False

    def __iter__(self) -> ReplyStream:
        return self

    def __next__(self) -> bytes:
        if self._is_over:
            raise StopIteration
        output = next(self._outputs)
        return self._end(output) if self._composer.is_ended else self._record(output)

    def close(self) -> None:
        """Cancel the agent if it has not ended.

        The server calls this also for a body that it never began to send.
        """
        if not self._is_over:
            self._end(self._composer.add(self._cancellation()))

    def _end(self, output: Output) -> bytes:
        self._is_over = True
        try:
            self._outputs.close()
            return self._record(output)
        finally:
            self._on_end()

    def _record(self, output: Output) -> bytes:
        for draft in output.drafts:
            self._store(draft)
        return b"".join(output.messages)


def _outputs(
    steps: Iterator[Step], composer: Composer, cancellation: Callable[[], Status]
) -> Generator[Output]:
    yield composer.add(Status("acknowledged"))
    yield composer.add(Status("processing"))
    try:
        for step in steps:
            yield composer.add(step)
    except CancelledReply:
        yield composer.add(cancellation())
    except Exception as failure:  # an agent may fail in any way; the reader must learn of it
        _logger.exception("An agent failed.")
        name = type(failure).__name__
        yield composer.add(Status("error", {"exception": name, "detail": FAILURE_DETAIL}))
    else:
        yield composer.end()
