"""Retries: which failed calls are made again, and when."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from secrets import SystemRandom
from typing import Literal, TypeVar

from webchat.client.calls import Call
from webchat.errors import APIError, NoAnswerError, SessionsAPIError, UnreachableError

Answer = TypeVar("Answer")

PASSING_STATUSES = (
    HTTPStatus.BAD_GATEWAY,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)


@dataclass(frozen=True, slots=True)
class BackoffStrategy:
    """How long to wait before each next try; all times are in milliseconds.

    The first wait is ``initial_interval``, each next one ``exponent`` times as long, none longer
    than ``max_interval``. No try begins later than ``max_elapsed_time`` after the first.
    """

    initial_interval: int
    max_interval: int
    exponent: float
    max_elapsed_time: int

    def pauses(self) -> Iterator[float]:
        """Yield the seconds to wait before each next try, between half and all of each interval.

        The share is by chance, so that callers who failed together do not come back together.
        """
        interval = float(self.initial_interval)
        while True:
            interval = min(interval, self.max_interval)
            yield interval / 1000 * SystemRandom().uniform(0.5, 1)
            interval *= self.exponent


@dataclass(frozen=True, slots=True)
class RetryConfig:
    """When a failed call is made again: never, unless ``strategy`` is ``backoff``.

    A GET is repeated after 502, 503 and 504, after 429 that says when to come back, and, with
    ``retry_connection_errors``, after any failure to connect or to get an answer. A POST is
    repeated only if no connection was made, since otherwise it may have been received.
    """

    strategy: Literal["backoff", "none"]
    backoff: BackoffStrategy
    retry_connection_errors: bool

    def allows(self, call: Call, error: SessionsAPIError) -> bool:
        """Tell whether ``call`` may be made again after ``error``."""
        if self.strategy != "backoff":
            return False
        if isinstance(error, UnreachableError):
            return self.retry_connection_errors
        if isinstance(error, NoAnswerError):
            return self.retry_connection_errors and call.is_repeatable
        return isinstance(error, APIError) and call.is_repeatable and _is_passing(error)


READ_RETRIES = RetryConfig("backoff", BackoffStrategy(50, 500, 2.0, 1000), True)
NO_RETRIES = RetryConfig("none", BackoffStrategy(0, 0, 1.0, 0), False)


def default_retries(call: Call) -> RetryConfig:
    """Give what holds where the caller says nothing: GETs for one second, POSTs never."""
    return READ_RETRIES if call.is_repeatable else NO_RETRIES


def with_retries(call: Call, config: RetryConfig, attempt: Callable[[], Answer]) -> Answer:
    """Make ``attempt`` until it succeeds, may not be repeated, or its time is up."""
    deadline = time.monotonic() + config.backoff.max_elapsed_time / 1000
    pauses = config.backoff.pauses()
    while True:
        try:
            return attempt()
        except SessionsAPIError as error:
            if not config.allows(call, error):
                raise
            pause = max(next(pauses), retry_after(error) or 0)
            if time.monotonic() + pause > deadline:
                raise
        time.sleep(pause)


def retry_after(error: SessionsAPIError) -> float | None:
    """Give the seconds that the answer asks to wait (``Retry-After``), None if it does not."""
    if not isinstance(error, APIError):
        return None
    value = error.raw_response.headers.get("Retry-After", "")
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _is_passing(error: APIError) -> bool:
    if error.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return retry_after(error) is not None
    return error.status_code in PASSING_STATUSES
