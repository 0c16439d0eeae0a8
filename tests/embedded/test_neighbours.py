from __future__ import annotations

from tests.embedded.agents import Patient
from tests.embedded.caller import Caller, read_messages
from webchat.embedded import serve


def test_a_neighbour_that_comes_and_goes_leaves_a_running_reply_alone(
    database_url: str, patient: Patient
) -> None:
    with serve(database_url, agents=[patient]) as url:
        kim = Caller(url)
        session_id = kim.open_session("patient")
        with kim.say(session_id, "go on") as response:
            body = b""
            while b"first" not in body:
                body += response.raw.read1(65536)
            with serve(database_url, agents=[Patient()]) as neighbour:
                seen = Caller(neighbour).events(session_id)
            patient.may_go_on.set()
            body += response.raw.read()
        after = kim.events(session_id)

    assert after[: len(seen)] == seen
    assert [event["source"] for event in seen][0] == "user"
    assert not patient.was_cancelled.is_set()
    told = read_messages(body.decode())
    assert not [message for message in told if message.status == "cancelled"]
    assert not [event for event in after if event["data"].get("status") == "cancelled"]


def test_a_reply_is_read_through_a_neighbour_once_it_is_stored(database_url: str) -> None:
    with serve(database_url, guide_pace=0) as one, serve(database_url, guide_pace=0) as other:
        kim = Caller(one)
        session_id = kim.open_session(title="Shared")
        kim.hear(session_id, "tool")

        assert Caller(other).events(session_id) == kim.events(session_id)
        assert Caller(other).get("/api/sessions").json() == kim.get("/api/sessions").json()
