"""The transport: sends one call over a shared pool of connections."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    NewConnectionError,
)

from webchat.client.calls import Call
from webchat.client.connections import Connections, Patience
from webchat.errors import NoAnswerError, UnreachableError

DEFAULT_PORTS = {"http": 80, "https": 443}
USER_COOKIE = "flux0_user_sub"
COOKIE_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+")

NEVER_SENT = (
    NewConnectionError,
    ConnectTimeoutError,
    LocationValueError,
    requests.exceptions.InvalidURL,
)

logger = logging.getLogger("webchat.client")


@dataclass(frozen=True, slots=True)
class Transport:
    """Sends calls as one user. Safe to share between threads.

    Times are in seconds: ``read_timeout`` is the longest wait for an answer and within it; a
    stream may be silent for ``silence_timeout`` once it has begun.
    """

    server_url: str
    user_sub: str | None
    connect_timeout: float
    read_timeout: float
    silence_timeout: float
    connections: requests.Session

    @classmethod
    def to(
        cls, server_url: str, user_sub: str | None, connect_timeout: float, read_timeout: float
    ) -> Transport:
        """Make a transport with a pool of its own. Raises ValueError like ``as_user``."""
        connections = Connections()
        transport = cls(server_url, None, connect_timeout, read_timeout, read_timeout, connections)
        return transport.as_user(user_sub)

    def as_user(self, user_sub: str | None) -> Transport:
        """Give a transport over the same pool for another caller, None being the anonymous one.

        Raises ValueError for what no cookie can carry.
        """
        if user_sub is not None and not COOKIE_VALUE.fullmatch(user_sub):
            raise ValueError("user_sub has characters that no cookie can carry")
        return replace(self, user_sub=user_sub)

    def send(self, call: Call) -> requests.Response:
        """Send ``call`` and give the answer once its headers are there, its body unread.

        Raises UnreachableError if no connection was made, NoAnswerError if no answer came.
        """
        return self._send(call, self.read_timeout)

    def send_for_stream(self, call: Call) -> requests.Response:
        """Send ``call`` as ``send`` does; the body that follows may be silent for longer."""
        return self._send(call, Patience(self.read_timeout, self.silence_timeout))

    def _send(self, call: Call, read_timeout: float) -> requests.Response:
        try:
            response = self.connections.send(
                self.connections.prepare_request(self._request(call)),
                timeout=(self.connect_timeout, read_timeout),
                stream=True,
            )
        except (requests.RequestException, HTTPError) as error:
            logger.debug("%s: %s", call.name, type(error).__name__)
            raise self._error_of(call, error) from error
        logger.debug("%s: %d", call.name, response.status_code)
        return response

    def _request(self, call: Call) -> requests.Request:
        cookie = {} if self.user_sub is None else {"Cookie": f"{USER_COOKIE}={self.user_sub}"}
        return requests.Request(
            call.method,
            self.server_url + call.path,
            headers={"Accept": "application/json", **cookie, **call.headers},
            params=dict(call.query),
            json=call.body,
        )

    def _error_of(self, call: Call, error: Exception) -> UnreachableError | NoAnswerError:
        reason: Any = error.args[0] if error.args else error
        reason = getattr(reason, "reason", reason)
        kind = type(reason if isinstance(reason, Exception) else error).__name__
        place = _place_of(self.server_url)
        if any(isinstance(thing, NEVER_SENT) for thing in (error, reason)):
            message = f"no connection to {place} could be made ({kind})"
            return UnreachableError(message, request=call.name)
        return NoAnswerError(f"{place} gave no answer ({kind})", request=call.name)


def _place_of(server_url: str) -> str:
    """Give host and port of a URL, without the credentials that it may hold."""
    parts = urlsplit(server_url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return f"{host}:{parts.port or DEFAULT_PORTS[parts.scheme]}"
