from __future__ import annotations

import json
from typing import Any

import pytest

from tests.client.streaming.pipeline import events_of
from tests.client.wire import CHUNK, EVENT, STATUS, event_bytes
from webchat.client import ChunkEventDTO, EmittedEventDTO, EventTypeDTO, SessionStream
from webchat.errors import StreamMalformedError


def read(text: bytes) -> SessionStream:
    (event,) = events_of([text])
    return event


def test_a_chunk_is_read() -> None:
    event = read(event_bytes("chunk", CHUNK))
    assert (event.event, event.id) == ("chunk", None)
    assert event.data == ChunkEventDTO.from_json(CHUNK)


def test_a_status_is_read_with_its_empty_id() -> None:
    event = read(event_bytes("status", STATUS, id=""))
    assert (event.event, event.id) == ("status", "")
    assert event.data == EmittedEventDTO.from_json(STATUS)


def test_a_whole_event_of_another_name_is_read_by_its_shape() -> None:
    data = read(event_bytes("custom", EVENT)).data
    assert isinstance(data, EmittedEventDTO)
    assert data.type is EventTypeDTO.MESSAGE
    assert data.extra["offset"] == 0


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ('{"progress": 0.5}', {"progress": 0.5}),
        ("[1, 2]", {"data": [1, 2]}),
        ("null", {"data": None}),
        ("hello", {"data": "hello"}),
        ("", {"data": ""}),
        ("[" * 200_000, {"data": "[" * 200_000}),
    ],
)
def test_an_unknown_kind_of_event_is_kept_whatever_it_holds(text: str, data: Any) -> None:
    assert read(f"event: new\nid: 1\ndata: {text}\n\n".encode()) == SessionStream("new", "1", data)


@pytest.mark.parametrize("name", ["chunk", "status"])
@pytest.mark.parametrize("text", ["{", "hello", "[]", "null", "{}", '{"id": 1}', "[" * 200_000])
def test_a_promised_event_of_another_shape_is_malformed(name: str, text: str) -> None:
    with pytest.raises(StreamMalformedError, match=f"^{name}: "):
        read(f"event: {name}\ndata: {text}\n\n".encode())


def test_what_is_malformed_is_not_quoted() -> None:
    secret = {**CHUNK, "seq": "my secret"}
    with pytest.raises(StreamMalformedError) as caught:
        read(event_bytes("chunk", secret))
    assert str(caught.value) == "chunk: seq is not a whole number"


def test_half_a_surrogate_pair_becomes_a_replacement_character() -> None:
    patches = [{"op": "add", "path": "/-", "value": "a\ud83d"}]
    text = json.dumps({**CHUNK, "patches": patches})
    data = read(f"event: chunk\ndata: {text}\n\n".encode()).data
    assert isinstance(data, ChunkEventDTO)
    assert data.patches[0].value == "a\ufffd"
