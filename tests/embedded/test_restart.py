from __future__ import annotations

import threading
from typing import Any

from tests.deadline import wait_until
from tests.embedded.agents import WAIT_SECONDS, Patient
from tests.embedded.caller import Caller, read_messages
from webchat.embedded import serve, start
from webchat.embedded.replies.running import ENDED_DETAIL


def test_everything_survives_a_restart(any_database_url: str) -> None:
    with serve(any_database_url, guide_pace=0) as url:
        before = everything(Caller(url))
    with serve(any_database_url, guide_pace=0) as url:
        kim = Caller(url)
        session_id = before["sessions"]["data"][0]["id"]
        after = {
            "agents": kim.get("/api/agents").json(),
            "sessions": kim.get("/api/sessions").json(),
            "events": kim.events(session_id),
        }
        assert after == before
        kim.hear(session_id, "help")
        offsets = [event["offset"] for event in kim.events(session_id)]
    assert offsets == list(range(len(offsets)))
    assert len(offsets) > len(before["events"])


def everything(kim: Caller) -> dict[str, Any]:
    session_id = kim.open_session(title="Kept")
    kim.hear(session_id, "tool and \U0001f600")
    return {
        "agents": kim.get("/api/agents").json(),
        "sessions": kim.get("/api/sessions").json(),
        "events": kim.events(session_id),
    }


def test_an_agent_that_was_added_does_not_bring_a_second_guide(database_url: str) -> None:
    with serve(database_url) as url:
        Caller(url).post("/api/agents", json={"name": "Second", "type": "guide"})
    with serve(database_url) as url:
        names = [agent["name"] for agent in Caller(url).get("/api/agents").json()["data"]]
    assert names == ["Guide", "Second"]


def test_a_stop_cancels_the_running_replies_and_keeps_what_they_said(
    database_url: str, patient: Patient
) -> None:
    server = start(database_url, agents=[patient])
    kim = Caller(server.url)
    session_id = kim.open_session("patient")
    with kim.say(session_id, "speak") as response:
        body = b""
        while b"first" not in body:
            body += response.raw.read1(65536)
        server.stop()
        body += response.raw.read()
    last = read_messages(body.decode())[-1]
    assert (last.status, last.data["data"]["data"]) == ("cancelled", {"detail": ENDED_DETAIL})
    with serve(database_url) as url:
        said, status = Caller(url).events(session_id)[-2:]
    assert said["data"]["parts"][0]["content"] == "first "
    assert status["data"]["status"] == "cancelled"
    assert status["data"]["data"] == {"detail": ENDED_DETAIL}


def test_a_reader_who_leaves_while_the_process_ends_is_not_taken_for_one_who_stops(
    database_url: str, patient: Patient
) -> None:
    server = start(database_url, agents=[patient])
    kim = Caller(server.url)
    session_id = kim.open_session("patient")
    with kim.say(session_id, "speak") as response:
        assert response.raw.read1(1)
        server.interrupt()
    assert patient.was_cancelled.wait(WAIT_SECONDS)
    server.stop()
    with serve(database_url) as url:
        status = Caller(url).events(session_id)[-1]["data"]
    assert (status["status"], status["data"]) == ("cancelled", {"detail": ENDED_DETAIL})


def test_a_stopped_server_leaves_no_thread_behind(database_url: str) -> None:
    before = set(threading.enumerate())
    with serve(database_url, guide_pace=0) as url:
        kim = Caller(url)
        kim.hear(kim.open_session(), "hello")
        assert set(threading.enumerate()) > before
    wait_until(lambda: set(threading.enumerate()) <= before)


def test_two_servers_on_one_new_database_agree(database_url: str) -> None:
    with serve(database_url, guide_pace=0) as one, serve(database_url, guide_pace=0) as other:
        kim, lou = Caller(one), Caller(other)
        assert kim.get("/api/agents").json() == lou.get("/api/agents").json()
        session_id = kim.open_session()
        for caller in (kim, lou, kim):
            caller.hear(session_id, "hello")
        events = lou.events(session_id)
    assert [event["offset"] for event in events] == list(range(len(events)))
    assert [event["source"] for event in events].count("user") == 3
