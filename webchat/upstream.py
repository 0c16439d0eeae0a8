"""The upstream: the sessions API that is configured, or the embedded one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from webchat import embedded
from webchat.config import Settings
from webchat.storage import database_of

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Upstream:
    """A sessions API at ``url``; ``interrupt`` tells it, if it is ours, that this process ends.

    ``starters`` are messages to begin with, where it is known what its agent answers to.
    """

    url: str
    interrupt: Callable[[], None]
    starters: tuple[str, ...] = ()


def open_upstream(settings: Settings) -> Upstream:
    """Give the sessions API, starting the embedded one if none is configured.

    Raises ConfigurationError, naming the setting, if the embedded one has nowhere to store.
    """
    if settings.sessions_api_url:
        logger.info("sessions API: %s", _without_credentials(settings.sessions_api_url))
        return Upstream(settings.sessions_api_url, lambda: None)
    server = _embedded_server(settings)
    # Without its address: each process has its own, and the log tells of a start once.
    logger.info("sessions API: the embedded one")
    return Upstream(server.url, server.interrupt, embedded.STARTERS)


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _embedded_server(settings: Settings) -> embedded.EmbeddedServer:
    with database_of(settings) as database_url:
        return embedded.start(database_url, guide_pace=settings.guide_pace)
