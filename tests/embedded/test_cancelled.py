from __future__ import annotations

import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.deadline import wait_until
from tests.embedded.agents import WAIT_SECONDS, Patient
from tests.embedded.caller import Caller


@contextmanager
def listening(
    api: Caller, session_id: str, content: str, until: bytes
) -> Iterator[requests.Response]:
    """Send a message and read the reply up to some bytes; then the reader goes away."""
    with api.say(session_id, content) as response:
        read = b""
        while until not in read:
            read += response.raw.read1(65536)
        yield response


def stored(api: Caller, session_id: str) -> list[Any]:
    return [
        event["data"]["parts"][0] if event["type"] == "message" else event["data"]["status"]
        for event in api.events(session_id, params={"source": "ai_agent"})
    ]


@pytest.mark.parametrize(
    ("content", "until", "parts"),
    [
        ("speak", b"first", ["typing", {"type": "content", "content": "first "}]),
        ("think", b"Hm", [{"type": "reasoning", "reasoning": "Hm, "}]),
        ("be silent", b"processing", []),
        (
            "call",
            b"query",
            [
                {
                    "type": "tool_call",
                    "tool_call_id": "call_1",
                    "tool_name": "search",
                    "args": '{"query": "SF',
                }
            ],
        ),
    ],
)
def test_what_was_streamed_is_stored_when_the_reader_goes_away(
    api: Caller, patient: Patient, content: str, until: bytes, parts: list[Any]
) -> None:
    session_id = api.open_session("patient")
    with listening(api, session_id, content, until):
        pass
    assert patient.was_cancelled.wait(WAIT_SECONDS)
    expected = ["acknowledged", "processing", *parts, "cancelled"]
    wait_until(lambda: "cancelled" in stored(api, session_id))
    assert stored(api, session_id) == expected


def test_a_reader_who_left_may_write_again_at_once(api: Caller) -> None:
    session_id = api.open_session("patient")
    for _ in range(5):
        with listening(api, session_id, "speak", b"first") as response:
            assert response.status_code == 200
    wait_until(lambda: stored(api, session_id).count("cancelled") == 5)


def test_a_second_message_is_refused_and_the_first_is_not_touched(
    api: Caller, patient: Patient
) -> None:
    session_id = api.open_session("patient")
    with listening(api, session_id, "go on", b"first") as first:
        second = api.say(session_id, "me too")
        detail = f"A reply is already running in the session with ID {session_id}"
        assert (second.status_code, second.json()) == (409, {"detail": detail})
        patient.may_go_on.set()
        assert b'"last"' in first.raw.read()
    contents = [part["content"] for part in stored(api, session_id) if isinstance(part, dict)]
    assert contents == ["first last"]
    assert len(api.events(session_id, params={"source": "user"})) == 1


def test_replies_in_different_sessions_do_not_hinder_each_other(
    api: Caller, patient: Patient
) -> None:
    one, other = api.open_session("patient"), api.open_session("scripted")
    with listening(api, one, "go on", b"first") as response:
        assert api.hear(other, "hello")
        patient.may_go_on.set()
        assert b'"last"' in response.raw.read()


def test_a_reader_that_leaves_a_reply_without_pauses_cancels_it(api: Caller) -> None:
    session_id = api.open_session()
    with listening(api, session_id, "long 100000", b"The "):
        pass
    wait_until(lambda: "cancelled" in stored(api, session_id))
    assert api.hear(session_id, "help")


@pytest.mark.parametrize("linger", [struct.pack("ii", 1, 0), struct.pack("ii", 0, 0)])
def test_a_reader_that_breaks_off_cancels_an_agent_that_never_pauses(
    api: Caller, linger: bytes
) -> None:
    session_id = api.open_session("tireless")
    address = urlsplit(api.url)
    body = b'{"type": "message", "source": "user", "content": "talk"}'
    head = (
        f"POST /api/sessions/{session_id}/events/stream HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(head.encode() + body)
        heard = b""
        while b'"and "' not in heard:
            heard += connection.recv(1024)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    wait_until(lambda: "cancelled" in stored(api, session_id))
    assert stored(api, session_id)[3]["content"].startswith("and ")
