"""The pool of connections to one server."""

from __future__ import annotations

from http import HTTPStatus
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from requests.cookies import RequestsCookieJar
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

POOL_CONNECTIONS = 64


class Patience(float):
    """Seconds to wait for the headers of an answer; ``silence`` is for each wait within it."""

    silence: float

    def __new__(cls, answer: float, silence: float) -> Patience:
        """Wait ``answer`` seconds first, ``silence`` seconds each time after that."""
        patience = super().__new__(cls, answer)
        patience.silence = silence
        return patience


class Connections(requests.Session):
    """A pool of connections that nothing but the call decides about.

    The environment's proxies and credentials are ignored, cookies are neither kept nor sent from
    a jar that users would share, nothing is repeated, and a redirect is an answer like another:
    followed, it could carry a user's cookie and words to another host. A read time-out may be a
    Patience.
    """

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        self.cookies = RequestsCookieJar(policy=DefaultCookiePolicy(allowed_domains=()))
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Adapter(pool_connections=1, pool_maxsize=POOL_CONNECTIONS))

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        """Follow nothing."""
        return None


class _PatientHTTPConnection(HTTPConnection):
    def getresponse(self) -> HTTPResponse:  # type: ignore[override]  # as urllib3's own does
        # An answer may take the socket along, so it is looked up before.
        socket, patience = self.sock, self.timeout
        response = super().getresponse()
        # An error is no stream: its body must come in the time of an answer.
        if isinstance(patience, Patience) and response.status < HTTPStatus.MULTIPLE_CHOICES:
            socket.settimeout(patience.silence)
        return response


class _PatientHTTPSConnection(_PatientHTTPConnection, HTTPSConnection):
    pass


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _PatientHTTPConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PatientHTTPSConnection


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        pools = {"http": _HTTPPool, "https": _HTTPSPool}
        self.poolmanager.pool_classes_by_scheme = pools
