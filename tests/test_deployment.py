"""What a platform does: install requirements.txt, and nothing else, then run the Procfile."""

from __future__ import annotations

import shlex
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import requests

from tests.servers.site import running_site

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of programs of an environment with the requirements alone."""
    folder = tmp_path_factory.mktemp("deployed")
    venv.create(folder, with_pip=True)
    programs = folder / "bin"
    options = ["--quiet", "--disable-pip-version-check", "--require-hashes"]
    requirements = ["-r", str(ROOT / "requirements.txt")]
    subprocess.run([programs / "pip", "install", *options, *requirements], check=True)
    return programs


def test_the_requirements_and_the_procfile_serve_a_chat(deployed: Path, tmp_path: Path) -> None:
    (line,) = (ROOT / "Procfile").read_text().splitlines()
    name, _, command = line.partition(": ")
    program, *arguments = shlex.split(command)

    with running_site(tmp_path, [str(deployed / program), *arguments]) as site:
        page = requests.get(site.url, timeout=10)

    assert name == "web"
    assert page.status_code == 200
    assert "textarea" in page.text


def test_the_lock_names_all_that_the_command_needs(deployed: Path, tmp_path: Path) -> None:
    command = [str(deployed / Path(sys.executable).name), "-m", "webchat.command"]

    with running_site(tmp_path, command) as site:
        assert requests.get(f"{site.url}/healthz", timeout=10).text == "ok\n"
