"""What the documents say is so."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from tests.test_architecture import MAY_IMPORT
from webchat.config import Settings, variable_of

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
PLANNED_ROOMS = sorted(set(MAY_IMPORT) - {"__init__"})


@pytest.mark.parametrize("name", [field.name for field in fields(Settings)])
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"| `{variable_of(name)}`" in README


def test_the_readme_names_no_setting_that_does_not_exist() -> None:
    known = {variable_of(field.name) for field in fields(Settings)}

    assert set(re.findall(r"WEBCHAT_[A-Z_]+", README)) <= known


@pytest.mark.parametrize("requirement", PROJECT["dependencies"])
def test_every_dependency_is_given_a_reason(requirement: str) -> None:
    name = re.match(r"[\w-]+", requirement)
    assert name is not None
    _, _, reasons = CONTRIBUTING.partition("## Dependencies")
    assert re.search(rf"\b{name[0]}\b(?!-)", reasons, re.IGNORECASE)


@pytest.mark.parametrize("room", PLANNED_ROOMS)
def test_every_room_is_in_the_drawn_house(room: str) -> None:
    house = CONTRIBUTING.partition("## The house")[2].partition("Imports point")[0]
    assert re.search(rf"\b{room}\b", house)


@pytest.mark.parametrize("document", sorted(ROOT.glob("*.md")), ids=lambda path: path.name)
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text()):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake (\w+)", README)) - {"and"}))
def test_every_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.MULTILINE)


def test_vendored_files_tell_their_version_and_keep_their_licence() -> None:
    vendored = list((ROOT / "static/vendor").glob("*.js"))
    assert vendored
    for path in vendored:
        assert re.search(r"-\d+\.\d+\.\d+\.min\.js$", path.name)
    (core,) = (ROOT / "static/vendor").glob("htmx-*.js")
    version = re.search(r"\d+\.\d+\.\d+", core.name)
    assert version is not None
    assert f'version="{version[0]}"' in core.read_text()
    assert (ROOT / "static/vendor/htmx.LICENSE.txt").exists()


def test_the_procfile_serves_with_the_settings_of_the_command() -> None:
    from webchat import command

    procfile = (ROOT / "Procfile").read_text()
    assert "--config webchat/gunicorn_settings.py" in procfile
    assert command.APPLICATION in procfile
