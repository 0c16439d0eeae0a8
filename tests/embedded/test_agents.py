from __future__ import annotations

import pytest

from tests.embedded.caller import Caller


def test_a_new_store_has_the_guide(api: Caller) -> None:
    [agent] = api.get("/api/agents").json()["data"]
    assert list(agent) == ["id", "name", "type", "description", "created_at"]
    assert (agent["name"], agent["type"], len(agent["id"])) == ("Guide", "guide", 10)


def test_an_agent_is_shown_by_its_id(api: Caller) -> None:
    agent = api.agent_of_type("guide")
    response = api.get(f"/api/agents/{agent['id']}")
    assert (response.status_code, response.json()) == (200, agent)


def test_an_agent_of_a_known_type_is_added(api: Caller) -> None:
    fields = {"name": "Second", "type": "guide", "description": "Another guide."}
    response = api.post("/api/agents", json=fields)
    assert response.status_code == 201
    created = response.json()
    assert created in api.get("/api/agents").json()["data"]
    assert {name: created[name] for name in fields} == fields


@pytest.mark.parametrize("description", [None, ""])
def test_no_description_is_left_out_when_created_and_null_when_shown(
    api: Caller, description: str | None
) -> None:
    fields = {"name": "Terse", "type": "guide", "description": description}
    created = api.post("/api/agents", json=fields).json()
    assert "description" not in created
    assert api.get(f"/api/agents/{created['id']}").json() == {**created, "description": None}


def test_an_unknown_agent_is_not_found(api: Caller) -> None:
    response = api.get("/api/agents/aaaaaaaaaa")
    assert response.status_code == 404
    assert response.json() == {"detail": "Agent with ID aaaaaaaaaa not found"}


def test_an_agent_of_an_unknown_type_is_refused(api: Caller) -> None:
    response = api.post("/api/agents", json={"name": "X", "type": "nope"})
    assert response.status_code == 422
    assert response.json() == {"detail": "Agent type 'nope' is not supported"}
