from __future__ import annotations

import pytest

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.web import problems


def test_the_agent_is_picked_where_there_are_several(
    upstream: ScriptedUpstream, ada: Person
) -> None:
    upstream.agents = [*upstream.agents, {**upstream.agents[0], "id": "agent00002", "name": "Two"}]

    page = ada.browser.get("/").text

    assert page.count('type="radio"') == 2
    assert "Two" in page


@pytest.mark.parametrize("status", [400, 404, 422])
def test_an_agent_that_has_gone_is_to_be_chosen_anew(
    status: int, upstream: ScriptedUpstream, ada: Person
) -> None:
    upstream.answers["POST", "/api/sessions"] = (status, {"detail": "no such agent"})

    sent = ada.browser.post("/sessions", data={"content": "Keep me", "agent_id": "agent00009"})

    assert sent.status_code == 422
    assert problems.AGENT_GONE in sent.text
    assert ">Keep me</textarea>" in sent.text
    assert 'type="radio" name="agent_id" required value="agent00001">' in sent.text


def test_an_agent_that_is_there_is_not_blamed(upstream: ScriptedUpstream, ada: Person) -> None:
    upstream.answers["POST", "/api/sessions"] = (400, {"detail": "the title is too long"})

    sent = ada.browser.post("/sessions", data={"content": "Keep me", "agent_id": "agent00001"})

    assert sent.status_code == 502
    assert problems.REFUSED in sent.text


def test_a_site_without_agents_says_so(upstream: ScriptedUpstream, ada: Person) -> None:
    upstream.agents = []

    page = ada.browser.get("/")
    sent = ada.browser.post("/sessions", data={"content": "Keep me"})

    assert problems.NO_AGENT in page.text
    assert sent.status_code == 503
    assert ">Keep me</textarea>" in sent.text
