"""Storage: where the site keeps what must outlive it, and which setting says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from webchat.config import Settings, variable_of
from webchat.errors import ConfigurationError

DATABASE_FILE = "webchat.db"
PLATFORM_VARIABLE = "DATABASE_URL"


@contextmanager
def database_of(settings: Settings) -> Iterator[str]:
    """Give the URL of the site's database: the operator's, or a file in the data folder.

    Whatever is wrong with it in the block raises ConfigurationError that names the setting.
    """
    setting = variable_of("data_folder")
    if settings.database_url:
        setting = f"{variable_of('database_url')}, or {PLATFORM_VARIABLE}"
    try:
        yield settings.database_url or _file_in_the_data_folder(settings)
    except ConfigurationError as error:
        raise ConfigurationError(f"{setting}: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{setting}: {error.strerror}") from error


def _file_in_the_data_folder(settings: Settings) -> str:
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    return f"sqlite:///{(settings.data_folder / DATABASE_FILE).absolute()}"
