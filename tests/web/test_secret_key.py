from __future__ import annotations

import stat
from pathlib import Path

import pytest

from webchat.config import Settings
from webchat.errors import ConfigurationError
from webchat.web.secret_key import FILE_NAME, secret_key


def test_the_operators_key_is_used(tmp_path: Path) -> None:
    theirs = "a key of theirs"
    assert secret_key(Settings(secret_key=theirs, data_folder=tmp_path)) == theirs
    assert not list(tmp_path.iterdir())


def test_a_key_that_can_be_guessed_is_refused_and_not_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="WEBCHAT_SECRET_KEY can be guessed") as refused:
        secret_key(Settings(secret_key="hunter2", data_folder=tmp_path))
    assert "hunter2" not in str(refused.value)


def test_a_key_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path / "new")

    first, second = secret_key(settings), secret_key(settings)

    assert first == second
    assert len(first) >= 32
    kept = tmp_path / "new" / FILE_NAME
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_where_no_key_can_be_kept_the_variable_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")

    with pytest.raises(ConfigurationError, match="WEBCHAT_SECRET_KEY"):
        secret_key(Settings(data_folder=blocked))


@pytest.mark.parametrize("kept", [b"", b" \n", b"\xff\xfe"])
def test_a_file_that_holds_no_key_is_refused(tmp_path: Path, kept: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(kept)

    with pytest.raises(ConfigurationError, match="WEBCHAT_SECRET_KEY"):
        secret_key(Settings(data_folder=tmp_path))
