"""The upstream: makes calls, with retries, and reads what they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from webchat.client.answers import check_status, read_object
from webchat.client.calls import Call
from webchat.client.retries import RetryConfig, default_retries, with_retries
from webchat.client.streaming.event_stream import EventStream
from webchat.client.transport import Transport
from webchat.errors import MalformedAnswerError, StreamMalformedError

Model = TypeVar("Model")

STREAM_TYPE = "text/event-stream"
# Compressed, a stream would be held back; kept alive, a connection could be in another call's
# hands by the time that someone cancels the stream.
STREAM_HEADERS = {"Accept": STREAM_TYPE, "Accept-Encoding": "identity", "Connection": "close"}


@dataclass(frozen=True, slots=True)
class Upstream:
    """A server as one user sees it; ``retry_config`` is for calls that bring none."""

    transport: Transport
    retry_config: RetryConfig | None

    def as_user(self, user_sub: str | None) -> Upstream:
        """Give the same server as another user sees it."""
        return replace(self, transport=self.transport.as_user(user_sub))

    def as_patient(self, read_timeout: float) -> Upstream:
        """Give the same server for a caller who waits ``read_timeout`` seconds for anything."""
        transport = replace(self.transport, read_timeout=read_timeout, silence_timeout=read_timeout)
        return replace(self, transport=transport)

    def as_listener(self, silence_timeout: float) -> Upstream:
        """Give the same server for a caller who bears silence within a stream."""
        return replace(self, transport=replace(self.transport, silence_timeout=silence_timeout))

    def ask(
        self,
        call: Call,
        retries: RetryConfig | None,
        from_json: Callable[[dict[str, Any]], Model],
    ) -> Model:
        """Make ``call`` and read its answer by ``from_json``.

        Raises APIError, HTTPValidationError, UnreachableError, NoAnswerError and
        MalformedAnswerError.
        """
        answer = with_retries(call, self._retries(call, retries), lambda: self._read(call))
        try:
            return from_json(answer)
        except MalformedAnswerError as error:
            raise MalformedAnswerError(error.message, request=call.name) from None

    def open_stream(self, call: Call, retries: RetryConfig | None) -> EventStream:
        """Make ``call`` and give the event stream that it answers with.

        Raises what ``ask`` does, but StreamMalformedError for an answer that is no event stream.
        """
        call = replace(call, headers=STREAM_HEADERS)
        return with_retries(call, self._retries(call, retries), lambda: self._open(call))

    def _retries(self, call: Call, retries: RetryConfig | None) -> RetryConfig:
        return retries or self.retry_config or default_retries(call)

    def _read(self, call: Call) -> dict[str, Any]:
        response = self.transport.send(call)
        return read_object(response, call.name, self.transport.read_timeout)

    def _open(self, call: Call) -> EventStream:
        response = self.transport.send_for_stream(call)
        check_status(response, call.name, self.transport.read_timeout)
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if kind != STREAM_TYPE:
            response.close()
            raise StreamMalformedError("the answer is not an event stream", request=call.name)
        return EventStream(response, call.name)
