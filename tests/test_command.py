from __future__ import annotations

import os
import runpy
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tests.servers.site import running_site
from webchat.resources import PACKAGE


def settings_with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, object]:
    for name in ("PORT", "WEB_CONCURRENCY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(PACKAGE / "gunicorn_settings.py"))


def test_the_platforms_port_is_used_and_8000_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_with(monkeypatch)["bind"] == "0.0.0.0:8000"
    assert settings_with(monkeypatch, PORT="5001")["bind"] == "0.0.0.0:5001"


def test_one_process_serves_whatever_the_platform_says(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_with(monkeypatch, WEB_CONCURRENCY="2")["workers"] == 1


def test_the_command_serves_a_chat(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        page = requests.get(site.url, timeout=10)

    assert page.status_code == 200
    assert "textarea" in page.text


def test_a_setting_that_cannot_be_used_ends_the_command_with_its_name(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    ran = subprocess.run(
        [sys.executable, "-m", "webchat.command"],
        env={**os.environ, "WEBCHAT_SILENCE_TIMEOUT": "soon", "PORT": str(port)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert ran.returncode != 0
    told = "webchat cannot start: WEBCHAT_SILENCE_TIMEOUT must be of type float"
    assert ran.stderr.strip() == told
