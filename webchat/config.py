"""The settings: read once, from the environment and the factory's argument, then frozen.

No other module of the package reads the environment, but for the gunicorn settings, which are
loaded before the package may be.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from math import inf
from pathlib import Path
from typing import Any

from webchat.errors import ConfigurationError
from webchat.languages import LANGUAGES

ENVIRONMENT_PREFIX = "WEBCHAT_"
# Platforms set these under names of their own; ours win.
PLATFORM_SETTINGS = ("database_url", "redis_url")
REDIS_URL = re.compile(r"(rediss?|unix)://\S+")
NAME_CHARACTERS = 60
KINDS = {"int": "a whole number", "float": "a number", "bool": "1 or 0"}
HTTP_URL = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")
STARTER_BREAK = re.compile(r"[|\n]")
# A starter has to fit into the address of a link.
STARTER_CHARACTERS = 300


@dataclass(frozen=True)
class Settings:
    """All that an operator can choose.

    A field ``name`` is set by the environment variable ``WEBCHAT_NAME``; the platform's own
    ``DATABASE_URL`` and ``REDIS_URL`` are honoured too. Times are in seconds, sizes in the unit
    of their name.
    """

    sessions_api_url: str | None = None
    name: str = "webchat"
    logo: Path | None = None
    accent: str | None = None
    welcome: str = ""
    footer: str = ""
    templates: Path | None = None
    static: Path | None = None
    secret_key: str | None = field(default=None, repr=False)
    data_folder: Path = Path("var")
    database_url: str | None = field(default=None, repr=False)
    redis_url: str | None = field(default=None, repr=False)
    connect_timeout: float = 5.0
    answer_timeout: float = 15.0
    silence_timeout: float = 120.0
    message_limit_characters: int = 32_000
    starters: tuple[str, ...] = ()
    trusted_proxies: int = 0
    guide_pace: float = 0.03
    language: str | None = None
    development: bool = False

    def __post_init__(self) -> None:
        if not 0 < len(self.name.strip()) <= NAME_CHARACTERS or not self.name.isprintable():
            raise ConfigurationError(
                f"{variable_of('name')} must be one line of at most {NAME_CHARACTERS} characters"
            )
        for folder in ("templates", "static"):
            path = getattr(self, folder)
            if path is not None and not path.is_dir():
                raise ConfigurationError(f"{variable_of(folder)} must be a folder: {path} is none")
        for name in (
            "connect_timeout",
            "answer_timeout",
            "silence_timeout",
            "message_limit_characters",
        ):
            if not 0 < getattr(self, name) < inf:
                raise ConfigurationError(f"{variable_of(name)} must be a number above zero")
        for name in ("trusted_proxies", "guide_pace"):
            if not 0 <= getattr(self, name) < inf:
                raise ConfigurationError(f"{variable_of(name)} must not be negative")
        if self.language is not None and self.language not in LANGUAGES:
            choice = ", ".join(LANGUAGES)
            raise ConfigurationError(f"{variable_of('language')} must be one of {choice}")
        url = self.sessions_api_url
        if url is not None and not HTTP_URL.fullmatch(url):
            name = variable_of("sessions_api_url")
            raise ConfigurationError(f"{name} must be like http://host:port")
        if self.redis_url is not None and not REDIS_URL.fullmatch(self.redis_url):
            name = variable_of("redis_url")
            raise ConfigurationError(f"{name}, or REDIS_URL, must be like redis://host:port")
        longest = min(STARTER_CHARACTERS, self.message_limit_characters)
        if any(len(starter) > longest for starter in self.starters):
            name = variable_of("starters")
            raise ConfigurationError(f"{name}: each must have at most {longest} characters")


def variable_of(name: str) -> str:
    """Name the environment variable of the setting ``name``."""
    return ENVIRONMENT_PREFIX + name.upper()


def load_settings(
    overrides: Mapping[str, Any] | None = None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Build the settings: defaults, then the environment, then ``overrides``, which win.

    An empty variable counts as unset. Raises ConfigurationError for a value of the wrong type,
    out of range, or of an unknown name, naming the variable but not its value.
    """
    types = {item.name: str(item.type) for item in fields(Settings)}
    values: dict[str, Any] = {}
    for name in PLATFORM_SETTINGS:
        if environment.get(name.upper()):
            values[name] = environment[name.upper()]
    for name, type_ in types.items():
        text = environment.get(variable_of(name))
        if text:
            values[name] = _parse(name, type_, text)
    for name, value in (overrides or {}).items():
        if name not in types:
            raise ConfigurationError(f"there is no setting called {name}")
        values[name] = value
    return Settings(**values)


def unknown_variables(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Name the variables that look like settings of ours and are none, as misspelt ones do."""
    known = {variable_of(item.name) for item in fields(Settings)}
    return sorted(
        name for name in environment if name.startswith(ENVIRONMENT_PREFIX) and name not in known
    )


def _parse(name: str, type_: str, text: str) -> Any:
    converters: dict[str, Callable[[str], Any]] = {
        "float": float,
        "int": int,
        "bool": _switch,
        "Path": Path,
        "tuple[str, ...]": _starters,
    }
    try:
        return converters.get(type_.removesuffix(" | None"), str)(text)
    except (ValueError, KeyError):
        kind = KINDS[type_.removesuffix(" | None")]
        raise ConfigurationError(f"{variable_of(name)} must be {kind}") from None


def _switch(text: str) -> bool:
    return {"1": True, "0": False}[text]


def _starters(text: str) -> tuple[str, ...]:
    written = (starter.strip() for starter in STARTER_BREAK.split(text))
    return tuple(starter for starter in written if starter)
