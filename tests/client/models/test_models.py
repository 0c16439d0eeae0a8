from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, asdict
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.client.wire import AGENT, CHUNK, EVENT, SESSION, STATUS
from webchat.client import (
    AgentDTO,
    AgentsDTO,
    ChunkEventDTO,
    EmittedEventDTO,
    EventDTO,
    EventsDTO,
    EventSourceDTO,
    EventTypeDTO,
    SessionDTO,
    SessionsDTO,
)
from webchat.errors import MalformedAnswerError

EXAMPLES: list[tuple[Any, dict[str, Any]]] = [
    (SessionDTO, SESSION),
    (AgentDTO, AGENT),
    (EventDTO, EVENT),
    (EmittedEventDTO, STATUS),
    (ChunkEventDTO, CHUNK),
]
LISTS: list[tuple[Any, dict[str, Any]]] = [
    (SessionsDTO, {"data": [SESSION]}),
    (AgentsDTO, {"data": [AGENT]}),
    (EventsDTO, {"data": [EVENT]}),
]
each_model = pytest.mark.parametrize(
    ("model", "data"), EXAMPLES + LISTS, ids=lambda value: getattr(value, "__name__", "")
)


@each_model
def test_unknown_fields_are_kept(model: Any, data: dict[str, Any]) -> None:
    assert model.from_json(data).extra == {}
    assert model.from_json({**data, "mood": {"x": 1}}).extra == {"mood": {"x": 1}}


@each_model
def test_a_model_is_frozen_and_can_be_copied(model: Any, data: dict[str, Any]) -> None:
    read = model.from_json(data)
    with pytest.raises(FrozenInstanceError):
        read.extra = {}
    assert copy.deepcopy(read) == read
    assert asdict(read)["extra"] == {}


WRONG: list[tuple[Any, dict[str, Any], dict[str, Any]]] = [
    (
        SessionDTO,
        SESSION,
        {
            "id": 1,
            "agent_id": [],
            "user_id": {},
            "title": 1.5,
            "consumption_offsets": {"client": "3"},
            "created_at": "yesterday",
        },
    ),
    (AgentDTO, AGENT, {"id": 1, "name": [], "type": {}, "description": 1, "created_at": 12}),
    (EmittedEventDTO, STATUS, {"id": 1, "type": 2, "source": [], "metadata": "x"}),
    (
        EventDTO,
        EVENT,
        {
            "correlation_id": 1,
            "type": {},
            "source": 2,
            "offset": "0",
            "deleted": 1,
            "metadata": [],
            "created_at": "",
        },
    ),
    (
        ChunkEventDTO,
        CHUNK,
        {
            "event_id": 1,
            "seq": 0.5,
            "patches": [{"op": "add", "path": 1, "value": 2}],
            "metadata": "x",
            "timestamp": "now",
        },
    ),
    (SessionsDTO, {}, {"data": {}}),
    (AgentsDTO, {}, {"data": "x"}),
    (EventsDTO, {}, {"data": ["x"]}),
]


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (model, {**data, name: value})
        for model, data, wrong in WRONG
        for name, value in wrong.items()
    ],
)
def test_a_field_of_another_type_is_malformed(model: Any, data: dict[str, Any]) -> None:
    with pytest.raises(MalformedAnswerError):
        model.from_json(data)


@pytest.mark.parametrize(
    ("model", "data", "optional"),
    [
        (SessionDTO, SESSION, {"title", "consumption_offsets"}),
        (AgentDTO, AGENT, {"description"}),
        (EventDTO, EVENT, {"metadata", "deleted", "data"}),
        (EmittedEventDTO, STATUS, {"metadata", "data"}),
        (ChunkEventDTO, CHUNK, {"metadata", "timestamp"}),
    ],
)
def test_only_these_fields_may_be_missing_or_null(
    model: Any, data: dict[str, Any], optional: set[str]
) -> None:
    for name in data:
        rest = {other: value for other, value in data.items() if other != name}
        for incomplete in (rest, {**rest, name: None}):
            if name in optional:
                assert model.from_json(incomplete)
            else:
                with pytest.raises(MalformedAnswerError, match=name):
                    model.from_json(incomplete)


def test_times_are_aware() -> None:
    with_zone = SessionDTO.from_json({**SESSION, "created_at": "2026-01-29T11:27:41+02:00"})
    without = SessionDTO.from_json({**SESSION, "created_at": "2026-01-29T09:27:41"})
    assert with_zone.created_at == without.created_at == datetime(2026, 1, 29, 9, 27, 41, 0, UTC)
    assert without.created_at.utcoffset() == timedelta(0)


def test_known_kinds_are_members_and_new_ones_are_text() -> None:
    known = EventDTO.from_json(EVENT)
    assert (known.type, known.source) == (EventTypeDTO.MESSAGE, EventSourceDTO.USER)
    assert isinstance(known.type, EventTypeDTO)
    new = EventDTO.from_json({**EVENT, "type": "video", "source": "moon"})
    assert (type(new.type), new.type, new.source) == (str, "video", "moon")


def test_a_whole_number_is_no_truth_value() -> None:
    with pytest.raises(MalformedAnswerError, match="offset"):
        EventDTO.from_json({**EVENT, "offset": True})


def test_an_unknown_patch_operation_is_kept() -> None:
    patch = {"op": "move", "from": "/a", "path": "/b"}
    (operation,) = ChunkEventDTO.from_json({**CHUNK, "patches": [patch]}).patches
    assert (operation.op, operation.value, operation.extra) == ("move", None, {"from": "/a"})
