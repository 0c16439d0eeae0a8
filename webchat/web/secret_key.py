"""The key that signs cookies: the operator's, or one that is made once and kept."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path
from tempfile import NamedTemporaryFile

from webchat.config import Settings, variable_of
from webchat.errors import ConfigurationError

logger = logging.getLogger(__name__)

FILE_NAME = "secret_key"
KEY_BYTES = 32
LEAST_CHARACTERS = 12


def secret_key(settings: Settings) -> str:
    """Give the key that signs cookies.

    Without the setting a key is made and kept in the data folder, so that a first run needs
    nothing; raises ConfigurationError where none can be kept there, what is kept is no key, or the
    setting is one that can be guessed.
    """
    if settings.secret_key:
        return _long_enough(settings.secret_key)
    path = settings.data_folder / FILE_NAME
    try:
        key = _kept_key(path)
    except OSError as error:
        raise ConfigurationError(
            f"no key can be kept in {path} ({error.strerror}): set {variable_of('secret_key')}, "
            f"or {variable_of('data_folder')} to a folder that can be written"
        ) from error
    except UnicodeDecodeError:
        key = ""
    if not key.strip():
        raise ConfigurationError(
            f"{path} holds no key: remove it, or set {variable_of('secret_key')}"
        )
    return key


def _long_enough(key: str) -> str:
    if len(key) < LEAST_CHARACTERS:
        raise ConfigurationError(
            f"{variable_of('secret_key')} can be guessed: it needs {LEAST_CHARACTERS} characters"
            " or more, as `openssl rand -hex 32` makes them"
        )
    return key


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _keep_new_key(path)
    return path.read_text()


def _keep_new_key(path: Path) -> None:
    with NamedTemporaryFile("w", dir=path.parent) as file:
        file.write(secrets.token_urlsafe(KEY_BYTES))
        file.flush()
        # Another process may be at the same: the first link stands, and holds a whole key.
        try:
            os.link(file.name, path)
        except FileExistsError:
            return
    logger.warning(
        "made a key for cookies in %s; set %s where that file does not outlive the process",
        path,
        variable_of("secret_key"),
    )
