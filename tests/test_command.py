from __future__ import annotations

import re
import runpy
import signal
import socket
import subprocess
from dataclasses import fields
from importlib.metadata import version
from pathlib import Path

import pytest
import requests

from tests.deadline import wait_until
from tests.servers.site import COMMAND, PROCFILE, ended_at_once, running_site
from tests.servers.upstream import ScriptedUpstream
from webchat.config import Settings, variable_of
from webchat.resources import PACKAGE


def settings_with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> dict[str, object]:
    for name in ("PORT", "WEB_CONCURRENCY", "REDIS_URL", "WEBCHAT_REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return runpy.run_path(str(PACKAGE / "gunicorn_settings.py"))


def test_a_port_that_another_program_has_ends_the_command_with_a_sentence() -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = str(other.getsockname()[1])

        ran = ended_at_once(COMMAND, {"PORT": port})

    assert ran.returncode == 1
    told = f"webchat cannot start: PORT {port} cannot be had (Address already in use): set PORT"
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("option", ["--version", "-v"])
def test_the_command_tells_its_version(option: str) -> None:
    told = subprocess.run([*COMMAND, option], capture_output=True, text=True, check=True)

    assert told.stdout == f"webchat {version('webchat')}\n"


@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_command_tells_what_it_is_and_names_its_settings(option: str) -> None:
    told = subprocess.run([*COMMAND, option], capture_output=True, text=True, check=True)

    assert told.stdout.startswith("usage: webchat ")
    assert max(map(len, told.stdout.splitlines())) <= 80
    named = set(re.findall(r"[A-Z]+(?:_[A-Z]+)+", told.stdout))
    assert named >= {variable_of(field.name) for field in fields(Settings)}


def test_a_colour_that_is_none_is_told_before_anything_else_is(tmp_path: Path) -> None:
    unusable = {"WEBCHAT_ACCENT": "blurple", "WEBCHAT_DATA_FOLDER": str(tmp_path)}

    ran = ended_at_once(COMMAND, unusable)

    assert ran.stderr.startswith("webchat cannot start: WEBCHAT_ACCENT must be a colour")
    assert ran.stderr.count("\n") == 1


def test_no_module_of_ours_takes_the_place_of_another_of_its_name(tmp_path: Path) -> None:
    asking = "from importlib.util import find_spec; print(find_spec('errors'))"
    (tmp_path / "gunicorn.py").write_text(asking)

    ran = ended_at_once(COMMAND, {"PYTHONPATH": str(tmp_path)})

    assert ran.stdout == "None\n"


def test_the_platforms_port_is_used_and_8000_without_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert settings_with(monkeypatch)["bind"] == "0.0.0.0:8000"
    assert settings_with(monkeypatch, PORT="5001")["bind"] == "0.0.0.0:5001"


def test_without_redis_one_process_serves_whatever_the_platform_says(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings_with(monkeypatch, WEB_CONCURRENCY="2")["workers"] == 1
    assert settings_with(monkeypatch)["workers"] == 1


@pytest.mark.parametrize("variable", ["REDIS_URL", "WEBCHAT_REDIS_URL"])
def test_with_redis_as_many_processes_serve_as_the_platform_says(
    variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    redis = {variable: "redis://localhost"}

    assert settings_with(monkeypatch, WEB_CONCURRENCY="3", **redis)["workers"] == 3
    assert settings_with(monkeypatch, **redis)["workers"] == 2


@pytest.mark.parametrize("options", [(), ("--workers", "3")])
def test_the_log_says_why_only_one_process_serves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)
    monkeypatch.setenv("WEB_CONCURRENCY", "3")

    with running_site(tmp_path, (*COMMAND, *options)) as site:
        printed = site.printed()

    assert "one worker instead of 3: several need REDIS_URL" in printed
    assert printed.count("Booting worker") == 1


def test_only_one_process_serves_after_a_reload_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)

    with running_site(tmp_path, (*COMMAND, "--workers", "3", "--graceful-timeout", "2")) as site:
        site.process.send_signal(signal.SIGHUP)
        wait_until(lambda: site.printed().count("open http") == 2)
        printed = site.end(signal.SIGTERM)

    assert printed.count("Booting worker") == 2


def test_only_one_process_serves_after_a_signal_for_another_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REDIS_URL", raising=False)

    with running_site(tmp_path) as site:
        site.process.send_signal(signal.SIGTTIN)
        wait_until(lambda: "one worker instead of 2" in site.printed())
        printed = site.end(signal.SIGTERM)

    assert printed.count("Booting worker") == 1


def test_the_command_serves_a_chat_and_says_where(tmp_path: Path) -> None:
    with running_site(tmp_path) as site:
        page = requests.get(site.url, timeout=10)
        printed = site.printed()

    assert page.status_code == 200
    assert "textarea" in page.text
    # Each process has its own, at a port of its own.
    assert "sessions API: the embedded one\n" in printed
    assert f"open {site.url.replace('127.0.0.1', 'localhost')}\n" in printed


def test_the_log_names_the_upstream_but_not_its_password(
    tmp_path: Path, upstream: ScriptedUpstream
) -> None:
    address = upstream.url.replace("://", "://kim:hush@")
    with running_site(tmp_path, sessions_api_url=address) as site:
        printed = site.printed()

    assert f"sessions API: {upstream.url}\n" in printed
    assert "hush" not in printed


@pytest.mark.parametrize("command", [COMMAND, PROCFILE], ids=["command", "Procfile"])
@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"WEBCHAT_SILENCE_TIMEOUT": "soon"}, "WEBCHAT_SILENCE_TIMEOUT must be a number"),
        ({"WEBCHAT_ACCENT": "blurple"}, "WEBCHAT_ACCENT must be a colour like #3b5bdb, .*"),
        ({"PORT": "abc"}, "PORT must be a whole number from 0 to 65535"),
        ({"PORT": "99999"}, "PORT must be a whole number from 0 to 65535"),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY must be a whole number from 1 to 1000"),
        ({"REDIS_URL": "localhost"}, "REDIS_URL, or REDIS_URL, must be like redis://host:port"),
        ({"REDIS_URL": "redis://localhost:port"}, "REDIS_URL.* cannot be parsed"),
        ({"WEBCHAT_DATABASE_URL": "nonsense"}, "WEBCHAT_DATABASE_URL.* cannot be parsed"),
        ({"DATABASE_URL": "oracle://x"}, "DATABASE_URL.* driver that is not installed"),
        ({"DATABASE_URL": "postgres://127.0.0.1:1/x"}, "DATABASE_URL.* at 127.0.0.1:1 .*"),
        ({"WEBCHAT_DATA_FOLDER": "/proc/none"}, "WEBCHAT_DATA_FOLDER.*"),
        (
            {"WEBCHAT_DATA_FOLDER": "/proc/none", "WEBCHAT_SECRET_KEY": "kept elsewhere"},
            "WEBCHAT_DATA_FOLDER.*",
        ),
    ],
)
def test_what_cannot_be_used_ends_the_site_with_a_sentence_that_names_it(
    tmp_path: Path, command: tuple[str, ...], variables: dict[str, str], sentence: str
) -> None:
    ran = ended_at_once(command, {"WEBCHAT_DATA_FOLDER": str(tmp_path), **variables})

    assert ran.returncode not in (0, None)
    told = re.findall(r"^webchat cannot start: (.*)$", ran.stderr, re.MULTILINE)
    assert len(told) == 1, ran.stderr
    assert re.fullmatch(f".*{sentence}.*", told[0])
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", [COMMAND, PROCFILE], ids=["command", "Procfile"])
def test_of_several_processes_that_cannot_start_one_says_why(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    unusable = {"REDIS_URL": "redis://localhost:port", "WEB_CONCURRENCY": "4"}

    ran = ended_at_once(command, {"WEBCHAT_DATA_FOLDER": str(tmp_path), **unusable})

    assert ran.returncode != 0
    assert ran.stderr.count("webchat cannot start: ") == 1
    assert "Traceback" not in ran.stderr


def test_an_unreadable_key_ends_the_site_with_a_sentence_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "secret_key").mkdir()

    ran = ended_at_once(COMMAND, {"WEBCHAT_DATA_FOLDER": str(tmp_path)})

    assert ran.returncode != 0
    assert "WEBCHAT_SECRET_KEY" in ran.stderr
    assert "Traceback" not in ran.stderr
