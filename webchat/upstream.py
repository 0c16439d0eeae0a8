"""The upstream: the sessions API that is configured, or the embedded one."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from webchat import embedded
from webchat.config import Settings, variable_of
from webchat.errors import ConfigurationError

logger = logging.getLogger(__name__)

DATABASE_FILE = "webchat.db"
PLATFORM_VARIABLE = "DATABASE_URL"


@dataclass(frozen=True)
class Upstream:
    """A sessions API at ``url``; ``interrupt`` tells it, if it is ours, that this process ends."""

    url: str
    interrupt: Callable[[], None]


def open_upstream(settings: Settings) -> Upstream:
    """Give the sessions API, starting the embedded one if none is configured.

    Raises ConfigurationError, naming the setting, if the embedded one has nowhere to store.
    """
    if settings.sessions_api_url:
        logger.info("sessions API: %s", _without_credentials(settings.sessions_api_url))
        return Upstream(settings.sessions_api_url, lambda: None)
    server = _embedded_server(settings)
    logger.info("sessions API: the embedded one, at %s", server.url)
    return Upstream(server.url, server.interrupt)


def _without_credentials(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def _embedded_server(settings: Settings) -> embedded.EmbeddedServer:
    setting = variable_of("data_folder")
    if settings.database_url:
        setting = f"{variable_of('database_url')}, or {PLATFORM_VARIABLE}"
    try:
        database_url = settings.database_url or _file_in_the_data_folder(settings)
        return embedded.start(database_url, guide_pace=settings.guide_pace)
    except ConfigurationError as error:
        raise ConfigurationError(f"{setting}: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{setting}: {error.strerror}") from error


def _file_in_the_data_folder(settings: Settings) -> str:
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(settings.data_folder / DATABASE_FILE).absolute()}"
