from __future__ import annotations

import pytest
import requests

from tests.flux0.fixtures import VENV
from tests.flux0.server import Flux0Server, running_flux0

pytestmark = pytest.mark.flux0


def test_the_server_has_the_scripted_agent(flux0: Flux0Server) -> None:
    agent = requests.get(f"{flux0.url}/api/agents/{flux0.agent_id}", timeout=5).json()
    assert agent["type"] == "scripted"


def test_the_server_ends_with_its_block(flux0: Flux0Server) -> None:
    with running_flux0(VENV) as other:
        assert requests.get(f"{other.url}/api/agents", timeout=5).ok
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{other.url}/api/agents", timeout=5)


def test_a_server_that_does_not_start_shows_its_own_output(flux0: Flux0Server) -> None:
    with (
        pytest.raises(RuntimeError, match="No module named 'no_such_agent'"),
        running_flux0(VENV, module="no_such_agent"),
    ):
        raise AssertionError("the server must not start")
