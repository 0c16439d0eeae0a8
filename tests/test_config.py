from __future__ import annotations

from pathlib import Path

import pytest

from webchat.config import Settings, load_settings, unknown_variables
from webchat.errors import ConfigurationError


def test_without_anything_the_defaults_hold() -> None:
    assert load_settings(environment={}) == Settings()


def test_the_environment_wins_over_defaults_and_the_argument_over_both() -> None:
    environment = {"WEBCHAT_SILENCE_TIMEOUT": "7.5", "WEBCHAT_DATA_FOLDER": "/data"}

    settings = load_settings({"data_folder": Path("/other")}, environment)

    assert settings.silence_timeout == 7.5
    assert settings.data_folder == Path("/other")


def test_the_platforms_database_is_used_unless_another_is_named() -> None:
    platform = {"DATABASE_URL": "postgres://platform"}
    named = {**platform, "WEBCHAT_DATABASE_URL": "sqlite:///named.db"}

    assert load_settings(environment=platform).database_url == "postgres://platform"
    assert load_settings(environment=named).database_url == "sqlite:///named.db"


def test_the_platforms_redis_is_used_unless_another_is_named() -> None:
    platform = {"REDIS_URL": "rediss://:hush@platform:6380"}
    named = {**platform, "WEBCHAT_REDIS_URL": "redis://named"}

    assert load_settings(environment=platform).redis_url == "rediss://:hush@platform:6380"
    assert load_settings(environment=named).redis_url == "redis://named"


@pytest.mark.parametrize("written", ["Tea?|Coffee? ", "Tea?\r\n\nCoffee?\n"])
def test_starters_stand_on_lines_or_between_bars(written: str) -> None:
    assert load_settings(environment={"WEBCHAT_STARTERS": written}).starters == ("Tea?", "Coffee?")


def test_an_empty_variable_counts_as_unset() -> None:
    assert load_settings(environment={"WEBCHAT_SESSIONS_API_URL": ""}).sessions_api_url is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("WEBCHAT_SILENCE_TIMEOUT", "soon"),
        ("WEBCHAT_SILENCE_TIMEOUT", "0"),
        ("WEBCHAT_MESSAGE_LIMIT_CHARACTERS", "1.5"),
        ("WEBCHAT_TRUSTED_PROXIES", "-1"),
        ("WEBCHAT_SESSIONS_API_URL", "localhost:8080"),
        ("WEBCHAT_SESSIONS_API_URL", "http://"),
        ("WEBCHAT_SESSIONS_API_URL", "http://host/path?query"),
        ("WEBCHAT_CONNECT_TIMEOUT", "nan"),
        ("WEBCHAT_STARTERS", "short|" + "long" * 100),
        ("WEBCHAT_REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "http://localhost:6379"),
        ("WEBCHAT_NAME", " "),
        ("WEBCHAT_NAME", "two\nlines"),
        ("WEBCHAT_NAME", "n" * 61),
        ("WEBCHAT_TEMPLATES", "/nowhere"),
        ("WEBCHAT_STATIC", "/nowhere"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        load_settings(environment={variable: value})


@pytest.mark.parametrize(
    ("variable", "told"),
    [
        ("WEBCHAT_SILENCE_TIMEOUT", "must be a number"),
        ("WEBCHAT_TRUSTED_PROXIES", "must be a whole number"),
    ],
)
def test_a_wrong_type_is_told_in_plain_words(variable: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{variable} {told}$"):
        load_settings(environment={variable: "some"})


def test_a_variable_that_is_misspelt_is_named() -> None:
    environment = {"WEBCHAT_NAEM": "Tea", "WEBCHAT_NAME": "Tea", "OTHER": "1"}

    assert unknown_variables(environment) == ["WEBCHAT_NAEM"]


def test_an_unknown_setting_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="colour"):
        load_settings({"colour": "blue"}, {})


def test_secrets_are_not_shown() -> None:
    settings = Settings(
        secret_key="hush",
        database_url="postgres://user:hush@host",
        redis_url="redis://:hush@host",
    )

    assert "hush" not in repr(settings)
