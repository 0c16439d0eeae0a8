from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from webchat.database import open_engine, parse_database_url
from webchat.errors import ConfigurationError


@pytest.mark.parametrize(
    ("database_url", "reason"),
    [
        ("nonsense", "cannot be parsed"),
        ("postgres://user:hush@host:hush/x", "cannot be parsed"),
        ("foo://user:hush@host/x", "unknown kind"),
        ("mysql://user:hush@host/x", "driver that is not installed"),
        ("postgres://user:hush@127.0.0.1:1/x", "does not answer"),
        ("sqlite:////proc/no/x.db", "folder"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_without_its_password(
    database_url: str, reason: str
) -> None:
    with pytest.raises(ConfigurationError, match=reason) as refused:
        open_engine(database_url)

    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("kim:hush@127.0.0.1:1/x?application_name=hush", " at 127.0.0.1:1"),
        ("127.0.0.1:1/x?password=hush", " at 127.0.0.1:1"),
        ("[::1]:1/x", " at [::1]:1"),
        ("localhost.invalid/x", " at localhost.invalid"),
        ("/x?host=127.0.0.1&port=1&password=hush", ""),
        # What was not quoted in these has a part of a secret taken for the host.
        ("kim:hu@hush@127.0.0.1:1/x", ""),
        ("kim:hu@hush:1?hush@127.0.0.1/x", ""),
        ("hush/:hush@127.0.0.1/x", ""),
    ],
)
def test_a_database_that_does_not_answer_is_named_by_host_and_port_alone(
    address: str, told: str
) -> None:
    with pytest.raises(ConfigurationError) as refused:
        open_engine(f"postgres://{address}")

    assert str(refused.value) == f"the database{told} cannot be opened, or does not answer"


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    open_engine(f"sqlite:///{tmp_path / 'new' / 'chat.db'}").dispose()

    assert (tmp_path / "new" / "chat.db").exists()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_address_of_a_postgresql_server_is_taken_in_every_spelling(scheme: str) -> None:
    url = parse_database_url(f"{scheme}://kim:secret@localhost/chat?sslmode=require")
    assert url.drivername == "postgresql+psycopg"
    assert (url.password, url.query["sslmode"]) == ("secret", "require")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_cannot_be_shared_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="must name a file"):
        open_engine(url)


def test_what_a_statement_carries_is_not_in_its_error(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'chat.db'}")
    with engine.connect() as connection, pytest.raises(OperationalError) as failed:
        connection.execute(text("SELECT :word FROM nowhere"), {"word": "hush"})
    engine.dispose()

    assert "hush" not in str(failed.value)
