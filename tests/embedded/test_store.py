from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from tests.embedded.caller import Caller
from webchat.embedded import serve
from webchat.embedded.store.tables import metadata
from webchat.errors import ConfigurationError


def test_the_tables_can_be_made_in_postgresql() -> None:
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        statement = str(CreateTable(table, if_not_exists=True).compile(dialect=dialect))
        assert "created_at TIMESTAMP WITH TIME ZONE NOT NULL" in statement


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "no address", ""])
def test_a_database_that_cannot_be_shared_or_found_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError), serve(url):
        pass


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with serve(f"sqlite:///{tmp_path}/a/b/sessions.sqlite3") as url:
        assert Caller(url).open_session()
    assert (tmp_path / "a" / "b" / "sessions.sqlite3").is_file()
