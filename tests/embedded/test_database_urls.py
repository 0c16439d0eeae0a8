from __future__ import annotations

from pathlib import Path

import pytest

from webchat.embedded.store.engine import open_engine
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


def test_the_folder_of_a_file_is_made(tmp_path: Path) -> None:
    open_engine(f"sqlite:///{tmp_path / 'new' / 'chat.db'}").dispose()

    assert (tmp_path / "new" / "chat.db").exists()
