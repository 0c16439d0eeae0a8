from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.embedded.caller import Caller, Message, read_messages

TRANSCRIPTS = Path(__file__).parent.parent / "transcripts"
ALIKE = ("plain", "tool", "reasoning", "error")


def recorded_events(name: str) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads((TRANSCRIPTS / f"{name}.events.json").read_text())[
        "data"
    ]
    return events


def without_chance(messages: list[Message], agent_id: str) -> list[Any]:
    """Replace what differs from one run to the next by its place in the order of appearance."""
    text = json.dumps([[message.event, message.data] for message in messages])
    text = text.replace(agent_id, "the agent")
    names: dict[str, str] = {}
    for _, data in messages:
        for key in ("correlation_id", "id", "event_id"):
            if data.get(key):
                names.setdefault(data[key], f"{key} {len(names)}")
    for value, name in names.items():
        text = text.replace(value, name)
    plain: list[Any] = json.loads(text)
    for _, data in plain:
        if "timestamp" in data:
            data["timestamp"] = type(data["timestamp"]).__name__
    return plain


@pytest.mark.parametrize("name", ALIKE)
def test_a_reply_is_streamed_as_the_real_server_does(api: Caller, name: str) -> None:
    recorded = read_messages((TRANSCRIPTS / f"{name}.sse").read_text())
    said = recorded_events(name)[0]["data"]["parts"][0]["content"]
    agent_id = recorded_agent_id(recorded)
    session_id = api.open_session("scripted")
    heard = api.hear(session_id, said)
    expected = without_chance(recorded, agent_id)
    assert without_chance(heard, api.agent_of_type("scripted")["id"]) == expected


def recorded_agent_id(messages: list[Message]) -> str:
    ids = [message.data["metadata"]["agent_id"] for message in messages if message.event == "chunk"]
    return str(ids[0]) if ids else "none"


@pytest.mark.parametrize("name", ALIKE)
def test_a_reply_is_stored_as_the_real_server_does(api: Caller, name: str) -> None:
    recorded = recorded_events(name)
    session_id = api.open_session("scripted")
    api.hear(session_id, recorded[0]["data"]["parts"][0]["content"])
    stored = api.events(session_id)
    assert [list(event) for event in stored] == [list(event) for event in recorded]
    assert [comparable(event) for event in stored] == [comparable(event) for event in recorded]


def comparable(event: dict[str, Any]) -> dict[str, Any]:
    data = {**event["data"], "participant": event["data"].get("participant", {}).get("name")}
    chance = {"id": len(event["id"]), "correlation_id": len(event["correlation_id"])}
    return {**event, **chance, "data": data, "created_at": event["created_at"][-1]}


def test_the_bytes_are_framed_as_the_real_server_frames_them(api: Caller) -> None:
    session_id = api.open_session("scripted")
    body = api.say(session_id, "What is the weather in SF?").content.decode()
    recorded = (TRANSCRIPTS / "plain.sse").read_text()
    assert lines_without_values(body) == lines_without_values(recorded)


def lines_without_values(body: str) -> list[tuple[str, list[str]]]:
    lines = [line.partition(": ") for line in body.split("\n")]
    return [(name, list(json.loads(text)) if name == "data" else []) for name, _, text in lines]
