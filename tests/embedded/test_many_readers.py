from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.embedded.caller import Caller
from tests.embedded.conftest import READERS


def test_many_replies_run_at_once(api: Caller) -> None:
    sessions = [api.open_session("together") for _ in range(READERS)]

    def hear(number: int) -> str:
        heard = api.hear(sessions[number], f"reader {number}")
        return "".join(m.data["patches"][0]["value"] for m in heard if m.event == "chunk")

    with ThreadPoolExecutor(READERS) as pool:
        assert list(pool.map(hear, range(READERS))) == [
            f"one reader {number}" for number in range(READERS)
        ]


def test_messages_sent_at_once_to_one_session_give_one_reply(api: Caller) -> None:
    session_id = api.open_session("patient")

    def post(number: int) -> int:
        with api.say(session_id, f"message {number}") as response:
            return response.status_code

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(post, range(8)))
    assert set(answers) <= {200, 409}
    stored = api.events(session_id, params={"source": "user"})
    assert len(stored) == answers.count(200) >= 1


def test_a_user_seen_first_by_many_requests_at_once_is_one_user(api: Caller) -> None:
    kim = Caller(api.url, "kim")
    with ThreadPoolExecutor(16) as pool:
        sessions = list(pool.map(lambda _: kim.open_session(), range(16)))
    listed = kim.get("/api/sessions").json()["data"]
    assert {session["id"] for session in listed} == set(sessions)
    assert len({session["user_id"] for session in listed}) == 1
