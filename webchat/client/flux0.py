"""The client of one sessions API server."""

from __future__ import annotations

from types import TracebackType
from urllib.parse import urlsplit

from webchat.client.agents import Agents
from webchat.client.retries import RetryConfig
from webchat.client.sessions import Sessions
from webchat.client.transport import Transport
from webchat.client.upstream import Upstream
from webchat.config import load_settings
from webchat.errors import ConfigurationError

DEFAULT_SERVER_URL = "http://127.0.0.1:8080"


class Flux0:
    """Speaks to one server as one user. Safe to share between threads; a context manager.

    ``server_url`` is by default the setting ``sessions_api_url``, else http://127.0.0.1:8080.
    ``user_sub`` names the caller, None being the anonymous one. Times are in seconds:
    ``read_timeout`` is the longest silence within an answer or a stream, and the longest that an
    answer which is no stream may take. Without ``retry_config``, GETs are tried again for one
    second and POSTs never. Raises ConfigurationError for a ``server_url`` that is none, and
    ValueError for a ``user_sub`` that no cookie can carry.
    """

    sessions: Sessions
    agents: Agents

    def __init__(
        self,
        server_url: str | None = None,
        *,
        user_sub: str | None = None,
        connect_timeout: float = 5.0,
        read_timeout: float = 120.0,
        retry_config: RetryConfig | None = None,
    ) -> None:
        self.server_url = _checked(
            server_url or load_settings().sessions_api_url or DEFAULT_SERVER_URL
        )
        transport = Transport.to(self.server_url, user_sub, connect_timeout, read_timeout)
        self._upstream = Upstream(transport, retry_config)
        self.sessions = Sessions(self._upstream)
        self.agents = Agents(self._upstream)

    @property
    def user_sub(self) -> str | None:
        """The caller's name; None is the anonymous one."""
        return self._upstream.transport.user_sub

    def with_user(self, user_sub: str | None) -> Flux0:
        """Give a view of the same client for another caller, over the same connections.

        Closing a view closes nothing. Raises ValueError like the client itself.
        """
        return _View(self.server_url, self._upstream.as_user(user_sub))

    def with_read_timeout(self, read_timeout: float) -> Flux0:
        """Give a view of the same client with another patience, in seconds, for everything."""
        return _View(self.server_url, self._upstream.as_patient(read_timeout))

    def with_silence_timeout(self, silence_timeout: float) -> Flux0:
        """Give a view of the same client whose streams may be silent for so many seconds.

        A stream must still begin, with the headers of its answer, within the read time-out.
        """
        return _View(self.server_url, self._upstream.as_listener(silence_timeout))

    def close(self) -> None:
        """Close the connections that are idle; one that a stream uses is the stream's."""
        self._upstream.transport.connections.close()

    def __enter__(self) -> Flux0:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class _View(Flux0):
    """A client over the connections of another, which owns them."""

    def __init__(self, server_url: str, upstream: Upstream) -> None:
        self.server_url = server_url
        self._upstream = upstream
        self.sessions = Sessions(upstream)
        self.agents = Agents(upstream)

    def close(self) -> None:
        pass


def _checked(server_url: str) -> str:
    try:
        parts = urlsplit(server_url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname)
        is_usable = is_usable and parts.port != 0 and not parts.query and not parts.fragment
    except ValueError:
        is_usable = False
    if not is_usable:
        raise ConfigurationError("server_url must be like http://host:port")
    return server_url.rstrip("/")
