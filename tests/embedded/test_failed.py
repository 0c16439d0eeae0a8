from __future__ import annotations

import pytest

from tests.embedded.caller import Caller

DETAIL = "It stopped before its answer was complete."


@pytest.mark.parametrize(
    ("content", "exception"),
    [
        ("at once", "LookupError"),
        ("in the middle", "ZeroDivisionError"),
        ("with a wrong step", "ValueError"),
        ("with an unspeakable result", "TypeError"),
        ("with an endless result", "ValueError"),
    ],
)
def test_a_failing_agent_ends_its_reply_with_an_error(
    api: Caller, content: str, exception: str
) -> None:
    session_id = api.open_session("failing")
    heard = api.hear(session_id, content)
    expected = {"exception": exception, "detail": DETAIL}
    assert (heard[-1].status, heard[-1].data["data"]["data"]) == ("error", expected)
    last = api.events(session_id)[-1]
    assert (last["data"]["status"], last["data"]["data"]) == ("error", expected)


@pytest.mark.parametrize(
    "content", ["in the middle", "with a wrong step", "with an unspeakable result"]
)
def test_what_a_failing_agent_said_is_stored_before_its_error(api: Caller, content: str) -> None:
    session_id = api.open_session("failing")
    api.hear(session_id, content)
    said, error = api.events(session_id)[-2:]
    assert said["data"]["parts"] == [{"type": "content", "content": "before "}]
    assert error["offset"] == said["offset"] + 1


def test_a_session_goes_on_after_a_failure(api: Caller) -> None:
    session_id = api.open_session("failing")
    for _ in range(3):
        assert api.hear(session_id, "at once")[-1].status == "error"
    assert len(api.events(session_id, params={"source": "user"})) == 3


def test_nothing_of_the_exception_but_its_type_is_told(api: Caller) -> None:
    session_id = api.open_session("failing")
    body = api.say(session_id, "in the middle").text
    assert "secret" not in body
    assert "Traceback" not in body
