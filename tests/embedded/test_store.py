from __future__ import annotations

from pathlib import Path

import pytest

from tests.embedded.caller import Caller
from webchat.embedded import serve
from webchat.errors import ConfigurationError


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "no address", ""])
def test_a_database_that_cannot_be_shared_or_found_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError), serve(url):
        pass


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    with serve(f"sqlite:///{tmp_path}/a/b/sessions.sqlite3") as url:
        assert Caller(url).open_session()
    assert (tmp_path / "a" / "b" / "sessions.sqlite3").is_file()
