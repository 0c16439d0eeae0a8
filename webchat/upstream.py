"""The upstream: the sessions API that is configured, or the embedded one."""

from __future__ import annotations

import logging

from webchat import embedded
from webchat.config import Settings

logger = logging.getLogger(__name__)

DATABASE_FILE = "webchat.db"


def upstream_url(settings: Settings) -> str:
    """Give the URL of the sessions API, starting the embedded one if none is configured."""
    if settings.sessions_api_url:
        return settings.sessions_api_url
    database_url = settings.database_url
    if database_url is None:
        settings.data_folder.mkdir(parents=True, exist_ok=True)
        database_url = f"sqlite:///{(settings.data_folder / DATABASE_FILE).absolute()}"
    server = embedded.start(database_url, guide_pace=settings.guide_pace)
    logger.info("the embedded sessions API serves on %s", server.url)
    return server.url
