from __future__ import annotations

import pytest

from tests.embedded.agents import Failing, Scripted
from tests.embedded.caller import Caller
from webchat.embedded import serve

GUIDE_ID = "guideagent"


def test_a_session_is_created_with_an_id_of_ten_characters(api: Caller) -> None:
    response = api.post("/api/sessions", json={"agent_id": GUIDE_ID})
    session = response.json()
    assert response.status_code == 201
    assert list(session) == ["id", "agent_id", "user_id", "consumption_offsets", "created_at"]
    assert (len(session["id"]), len(session["user_id"])) == (10, 10)
    assert session["consumption_offsets"] == {"client": 0}
    assert session["created_at"].endswith("Z")


def test_a_session_keeps_the_id_and_the_title_it_was_given(api: Caller) -> None:
    fields = {"agent_id": GUIDE_ID, "id": "zv3h4j5Fjv", "title": "What's the weather in SF?"}
    created = api.post("/api/sessions", json=fields).json()
    assert {name: created[name] for name in fields} == fields
    response = api.get("/api/sessions/zv3h4j5Fjv")
    assert (response.status_code, response.json()) == (200, created)


def test_ids_that_look_alike_are_different_sessions(api: Caller) -> None:
    for session_id in ("sessionone", "SESSIONONE", "0000000001", "         1", "sessionon\u00e9"):
        api.open_session(id=session_id)
        assert api.get(f"/api/sessions/{session_id}").json()["id"] == session_id
    assert api.get("/api/sessions/Sessionone").status_code == 404


def test_an_id_that_exists_is_refused_and_its_session_is_not_touched(api: Caller) -> None:
    api.open_session(id="zv3h4j5Fjv", title="first")
    fields = {"agent_id": GUIDE_ID, "id": "zv3h4j5Fjv", "title": "second"}
    response = api.post("/api/sessions?allow_greeting=true", json=fields)
    assert response.status_code == 409
    assert response.json() == {"detail": "Session with ID zv3h4j5Fjv already exists"}
    assert api.get("/api/sessions/zv3h4j5Fjv").json()["title"] == "first"
    assert api.events("zv3h4j5Fjv") == []
    assert len(api.get("/api/sessions").json()["data"]) == 1


def test_an_agent_greets_if_it_may(api: Caller) -> None:
    response = api.post("/api/sessions?allow_greeting=true", json={"agent_id": GUIDE_ID})
    [greeting] = api.events(response.json()["id"])
    assert (greeting["type"], greeting["source"], greeting["offset"]) == ("message", "ai_agent", 0)
    assert greeting["data"]["participant"] == {"id": GUIDE_ID, "name": "Guide"}
    assert "tour" in greeting["data"]["parts"][0]["content"]
    heard = api.hear(response.json()["id"], "hello")
    assert heard[0].data["data"]["acknowledged_offset"] == 1
    assert heard[0].data["correlation_id"] != greeting["correlation_id"]


@pytest.mark.parametrize("query", ["", "?allow_greeting=false", "?allow_greeting=0"])
def test_an_agent_does_not_greet_unasked(api: Caller, query: str) -> None:
    response = api.post(f"/api/sessions{query}", json={"agent_id": GUIDE_ID})
    assert api.events(response.json()["id"]) == []


def test_an_agent_without_a_greeting_may_greet(api: Caller) -> None:
    agent_id = api.agent_of_type("scripted")["id"]
    response = api.post("/api/sessions?allow_greeting=true", json={"agent_id": agent_id})
    assert response.status_code == 201
    assert api.events(response.json()["id"]) == []


def test_only_the_sessions_of_the_caller_are_listed(api: Caller) -> None:
    kim, lou = Caller(api.url, "kim"), Caller(api.url, "lou")
    sessions = [kim.open_session(), kim.open_session(title="second")]
    lou.open_session()
    listed = kim.get("/api/sessions").json()["data"]
    assert [session["id"] for session in listed] == sessions
    assert [session["title"] for session in listed] == [None, "second"]
    assert api.get("/api/sessions").json() == {"data": []}


def test_sessions_are_listed_by_agent(api: Caller) -> None:
    api.open_session("guide")
    wanted = api.open_session("scripted")
    agent_id = api.agent_of_type("scripted")["id"]
    listed = api.get("/api/sessions", params={"agent_id": agent_id}).json()["data"]
    assert [session["id"] for session in listed] == [wanted]
    assert api.get("/api/sessions?agent_id=none").json() == {"data": []}


def test_anyone_may_retrieve_a_session_and_write_in_it(api: Caller) -> None:
    session_id = Caller(api.url, "kim").open_session()
    lou = Caller(api.url, "lou")
    assert lou.get(f"/api/sessions/{session_id}").status_code == 200
    assert lou.hear(session_id, "hello")
    assert lou.events(session_id)


def test_a_session_with_an_unknown_agent_is_refused(api: Caller) -> None:
    response = api.post("/api/sessions", json={"agent_id": "aaaaaaaaaa"})
    assert response.status_code == 400
    assert response.json() == {"detail": "Agent with ID aaaaaaaaaa not found"}


def test_an_unknown_session_is_not_found(api: Caller) -> None:
    response = api.get("/api/sessions/zzzzzzzzzz")
    assert response.status_code == 404
    assert response.json() == {"detail": "Session with ID zzzzzzzzzz not found"}


def test_an_agent_that_this_server_cannot_run_is_refused(database_url: str) -> None:
    with serve(database_url, agents=[Scripted(), Failing()]) as url:
        agent = Caller(url).agent_of_type("scripted")
        session_id = Caller(url).open_session("scripted")
    refusal = {"detail": "Agent type scripted is not supported by the server"}
    with serve(database_url) as url:
        kim = Caller(url)
        for response in (
            kim.post("/api/sessions", json={"agent_id": agent["id"]}),
            kim.say(session_id, "hello"),
            kim.say(session_id, "hello again"),
        ):
            assert (response.status_code, response.json()) == (400, refusal)
        assert kim.events(session_id) == []
