"""The key that signs cookies: the operator's, or one that is made once and kept."""

from __future__ import annotations

import logging
import os
import secrets
from pathlib import Path

from webchat.config import Settings, variable_of
from webchat.errors import ConfigurationError

logger = logging.getLogger(__name__)

FILE_NAME = "secret_key"
KEY_BYTES = 32


def secret_key(settings: Settings) -> str:
    """Give the key that signs cookies.

    Without the setting a key is made and kept in the data folder, so that a first run needs
    nothing; raises ConfigurationError where that folder cannot be written.
    """
    if settings.secret_key:
        return settings.secret_key
    path = settings.data_folder / FILE_NAME
    try:
        return _kept_key(path)
    except OSError as error:
        raise ConfigurationError(
            f"set {variable_of('secret_key')}: no key can be kept in {path} ({error.strerror})"
        ) from error


def _kept_key(path: Path) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Another process may be at the same: the first to create the file decides.
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    key = secrets.token_urlsafe(KEY_BYTES)
    with os.fdopen(file, "w") as stream:
        stream.write(key)
    logger.warning(
        "made a key for cookies in %s; set %s where that file does not outlive the process",
        path,
        variable_of("secret_key"),
    )
    return key
