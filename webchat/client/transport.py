"""The transport: sends one call over a shared pool of connections."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationValueError,
    NewConnectionError,
)

from webchat.client.calls import Call
from webchat.errors import NoAnswerError, UnreachableError

POOL_CONNECTIONS = 64
USER_COOKIE = "flux0_user_sub"
COOKIE_VALUE = re.compile(r"[\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]+")

NEVER_SENT = (
    NewConnectionError,
    ConnectTimeoutError,
    LocationValueError,
    requests.exceptions.InvalidURL,
)

logger = logging.getLogger("webchat.client")


class _Connections(requests.Session):
    """A pool of connections that nothing but the call decides about.

    The environment's proxies and credentials are ignored, cookies are neither kept nor sent from
    a jar that users would share, nothing is repeated, and a redirect is an answer like another:
    followed, it could carry a user's cookie and words to another host.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=()))
        for scheme in ("http://", "https://"):
            self.mount(scheme, HTTPAdapter(pool_connections=1, pool_maxsize=POOL_CONNECTIONS))

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


@dataclass(frozen=True, slots=True)
class Transport:
    """Sends calls as one user. Times are in seconds. Safe to share between threads."""

    server_url: str
    user_sub: str | None
    connect_timeout: float
    read_timeout: float
    connections: requests.Session

    @classmethod
    def to(
        cls, server_url: str, user_sub: str | None, connect_timeout: float, read_timeout: float
    ) -> Transport:
        """Make a transport with a pool of its own. Raises ValueError like ``as_user``."""
        transport = cls(server_url, None, connect_timeout, read_timeout, _Connections())
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
        try:
            response = self.connections.send(
                self.connections.prepare_request(self._request(call)),
                timeout=(self.connect_timeout, self.read_timeout),
                stream=True,
            )
        except (requests.RequestException, HTTPError) as error:
            logger.debug("%s: %s", call.name, type(error).__name__)
            raise _error_of(call, error) from error
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


def _error_of(call: Call, error: Exception) -> UnreachableError | NoAnswerError:
    reason: Any = error.args[0] if error.args else error
    reason = getattr(reason, "reason", reason)
    kind = type(reason if isinstance(reason, Exception) else error).__name__
    if any(isinstance(thing, NEVER_SENT) for thing in (error, reason)):
        message = f"no connection could be made ({kind})"
        return UnreachableError(message, request=call.name)
    message = f"the connection gave no answer ({kind})"
    return NoAnswerError(message, request=call.name)
