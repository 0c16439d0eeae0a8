"""The wheel holds everything and runs from anywhere."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from webchat.languages import CATALOGUE, TRANSLATED

ROOT = Path(__file__).parents[1]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--wheel-dir", str(folder)]
    subprocess.run([*PIP, "wheel", *options, str(ROOT)], check=True)
    (path,) = folder.glob("*.whl")
    return path


def test_every_template_and_static_file_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    kept = [path for name in ("templates", "static") for path in (ROOT / name).rglob("*")]

    for path in kept:
        if path.is_file():
            assert f"webchat/{path.relative_to(ROOT).as_posix()}" in names


def test_every_catalogue_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert len(TRANSLATED) > 1
    assert {f"webchat/translations/{language}/{CATALOGUE}" for language in TRANSLATED} <= names


def test_every_migration_of_the_journal_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    migrations = ROOT / "webchat/journal/migrations"
    kept = [migrations / "env.py", *(migrations / "versions").glob("*.py")]

    assert len(kept) > 1
    assert {path.relative_to(ROOT).as_posix() for path in kept} <= names


def test_the_installed_wheel_answers_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    subprocess.run([*PIP, "install", "--no-deps", "--target", str(site), str(wheel)], check=True)
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "import webchat\n"
        f"assert webchat.__file__.startswith({str(site)!r}), webchat.__file__\n"
        "answer = webchat.create_app().test_client().get('/')\n"
        "print(answer.status_code, 'app-' in answer.text)\n"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=elsewhere, capture_output=True, text=True, check=False
    )

    assert ran.stdout.split() == ["200", "True"], ran.stderr
