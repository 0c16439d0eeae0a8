from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest

import webchat.client
from tests.client.contract_servers import ContractServer

PRINTED = (Path(__file__).parent / "documented_examples.md").read_text()
EXAMPLES = dict(re.findall(r"^## (\w+)\n\n```python\n(.*?)```", PRINTED, re.MULTILINE | re.DOTALL))
IMPORTS = {
    "import flux0_client\n": "import webchat.client as flux0_client\n",
    "from flux0_client import Flux0\n": "from webchat.client import Flux0\n",
}


def run(name: str, server: ContractServer) -> None:
    """Run an example but for its imports and the agent, whose id its server chooses."""
    code = EXAMPLES[name].replace("vUfk4PgjTm", server.agent_id)
    for printed, ours in IMPORTS.items():
        code = code.replace(printed, ours)
    exec(code, {})


def test_the_documented_examples_run_as_printed(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEBCHAT_SESSIONS_API_URL", server.url)
    run("create", server)
    assert capsys.readouterr().out.startswith("SessionDTO(id='zv3h4j5Fjv'")
    run("retrieve", server)
    assert 'title="What\'s the weather in SF?"' in capsys.readouterr().out
    run("create_event", server)
    first, *_, last = capsys.readouterr().out.splitlines()
    assert first.startswith("SessionStream(event='status'")
    assert last.startswith("SessionStream(event='chunk'")
    run("list_events", server)
    assert capsys.readouterr().out == "EventsDTO(data=(), extra={})\n"


def test_there_are_four_examples() -> None:
    assert list(EXAMPLES) == ["create", "retrieve", "create_event", "list_events"]


def test_the_example_of_the_package_runs_as_printed(
    server: ContractServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WEBCHAT_SESSIONS_API_URL", server.url)
    _, _, example = (webchat.client.__doc__ or "").partition("::\n")

    exec(dedent(example), {})

    assert capsys.readouterr().out.startswith("SessionStream(event='status'")
