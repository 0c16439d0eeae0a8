from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.client.contract_servers import (
    MESSAGE,
    USER,
    ContractServer,
    new_id,
    send,
    statuses_of,
    texts_of,
)
from webchat.client import (
    ChunkEventDTO,
    EmittedEventDTO,
    EventTypeDTO,
    Flux0,
    SessionDTO,
)

UNKNOWN_ID = "0123456789"


# agents


def test_the_agent_is_listed_and_retrieved(server: ContractServer, client: Flux0) -> None:
    listed = {agent.id: agent for agent in client.agents.list().data}
    agent = client.agents.retrieve(server.agent_id)
    assert listed[server.agent_id] == agent
    assert agent.type == server.agent_type


def test_an_agent_is_created(server: ContractServer, client: Flux0) -> None:
    agent = client.agents.create("Drizzle", server.agent_type, "Checks the weather")
    assert client.agents.retrieve(agent.id) == agent
    assert (agent.name, agent.description) == ("Drizzle", "Checks the weather")
    assert abs(datetime.now(UTC) - agent.created_at) < timedelta(minutes=5)
    assert client.agents.create("Sun", server.agent_type).description is None


# sessions


def test_a_session_is_created_and_retrieved(server: ContractServer, client: Flux0) -> None:
    session = client.sessions.create(server.agent_id, title="The weather in SF")
    assert client.sessions.retrieve(session.id) == session
    assert (session.agent_id, session.title) == (server.agent_id, "The weather in SF")
    assert len(session.id) == 10
    assert session.extra == {}
    assert abs(datetime.now(UTC) - session.created_at) < timedelta(minutes=5)


def test_a_session_may_have_no_title(session: SessionDTO) -> None:
    assert session.title is None


@pytest.mark.parametrize("end", ["a b", "<>&", '"%4', "é世🎉", "?#="])
def test_an_id_may_hold_any_characters(server: ContractServer, client: Flux0, end: str) -> None:
    identity = new_id()[:7] + end
    session = client.sessions.create(server.agent_id, id=identity)
    assert session.id == identity
    assert client.sessions.retrieve(identity) == session
    assert "".join(texts_of(send(client, session, "Hi")))
    assert client.sessions.list_events(identity).data


def test_sessions_are_listed_for_their_caller(server: ContractServer, client: Flux0) -> None:
    kevin, jz = client.with_user(f"kevin-{new_id()}"), client.with_user(f"jz-{new_id()}")
    assert kevin.sessions.list().data == ()
    first, second = (kevin.sessions.create(server.agent_id) for _ in range(2))
    other = jz.sessions.create(server.agent_id)
    assert {session.id for session in kevin.sessions.list().data} == {first.id, second.id}
    assert jz.sessions.list().data == (other,)
    assert first.user_id == second.user_id != other.user_id


def test_sessions_are_listed_for_one_agent(server: ContractServer, client: Flux0) -> None:
    caller = client.with_user(f"kevin-{new_id()}")
    session = caller.sessions.create(server.agent_id)
    assert caller.sessions.list(agent_id=server.agent_id).data == (session,)
    assert caller.sessions.list(agent_id=UNKNOWN_ID).data == ()


# the stream


def test_a_reply_is_streamed_and_stored(client: Flux0, session: SessionDTO) -> None:
    with send(client, session, "What's the weather in SF?") as stream:
        events = list(stream)
    assert statuses_of(events)[:2] == ["acknowledged", "processing"]
    chunks = [event.data for event in events if isinstance(event.data, ChunkEventDTO)]
    assert {event.event for event in events} == {"chunk", "status"}
    assert len({event.data.correlation_id for event in events}) == 1
    stored = client.sessions.list_events(session.id, types=[MESSAGE]).data
    assert [event.source for event in stored] == ["user", "ai_agent"]
    assert {event.correlation_id for event in stored} == {chunks[0].correlation_id}
    said = [event.data["parts"] for event in stored]
    assert said == [
        [{"type": "content", "content": "What's the weather in SF?"}],
        [{"type": "content", "content": "".join(texts_of(events))}],
    ]


def test_reasoning_is_told_from_the_answer(
    server: ContractServer, client: Flux0, session: SessionDTO
) -> None:
    chunks = [event.data for event in send(client, session, server.reason)]
    kinds = [chunk.metadata.get("kind") for chunk in chunks if isinstance(chunk, ChunkEventDTO)]
    assert set(kinds) == {"reasoning", None}
    assert sorted(kinds, key=lambda kind: kind is None) == kinds
    stored = client.sessions.list_events(session.id, types=[MESSAGE]).data
    types = [part["type"] for event in stored for part in event.data["parts"]]
    assert types == ["content", "reasoning", "content"]


def test_a_tool_is_called(server: ContractServer, client: Flux0, session: SessionDTO) -> None:
    paths = {
        operation.path
        for event in send(client, session, server.use_tool)
        if isinstance(event.data, ChunkEventDTO)
        for operation in event.data.patches
    }
    assert {"/tool_calls/0", "/tool_calls/0/args/-", "/tool_call_results/0", "/-"} <= paths
    (result,) = client.sessions.list_events(session.id, types=[EventTypeDTO.TOOL]).data
    assert result.data["type"] == "tool_call_result"
    assert isinstance(result.data["tool_calls"][0]["args"], dict)


def test_an_agent_that_fails_says_so_and_the_stream_ends(
    server: ContractServer, client: Flux0, session: SessionDTO
) -> None:
    events = list(send(client, session, server.fail))
    assert statuses_of(events)[-1] == "error"
    assert isinstance(events[-1].data, EmittedEventDTO)
    assert events[-1].data.data["data"]["detail"]


def test_one_message_after_another_is_answered(client: Flux0, session: SessionDTO) -> None:
    for number in range(3):
        assert f"message-{number}" in "".join(texts_of(send(client, session, f"message-{number}")))
    stored = client.sessions.list_events(session.id, types=[MESSAGE]).data
    assert [event.source for event in stored] == ["user", "ai_agent"] * 3


# stored events


def test_events_are_listed_in_their_order_from_an_offset_on(
    client: Flux0, session: SessionDTO
) -> None:
    list(send(client, session, "Hi"))
    events = client.sessions.list_events(session.id).data
    assert [event.offset for event in events] == list(range(len(events)))
    assert client.sessions.list_events(session.id, min_offset=0).data == events
    assert client.sessions.list_events(session.id, min_offset=2).data == events[2:]
    assert client.sessions.list_events(session.id, min_offset=len(events)).data == ()


def test_events_are_listed_by_source_reply_and_type(client: Flux0, session: SessionDTO) -> None:
    list(send(client, session, "Hi"))
    list(send(client, session, "Hi again"))
    everything = client.sessions.list_events(session.id).data
    from_user = client.sessions.list_events(session.id, source=USER).data
    assert from_user == tuple(event for event in everything if event.source == "user")
    assert len(from_user) == 2
    reply = from_user[1].correlation_id
    of_reply = client.sessions.list_events(session.id, correlation_id=reply).data
    assert of_reply == everything[from_user[1].offset :]
    types = [MESSAGE, EventTypeDTO.STATUS]
    assert client.sessions.list_events(session.id, types=types).data == everything
    assert client.sessions.list_events(session.id, types=[EventTypeDTO.TOOL]).data == ()


def test_a_new_session_has_no_events(client: Flux0, session: SessionDTO) -> None:
    assert client.sessions.list_events(session.id).data == ()
