from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.client.contract_servers import MESSAGE, USER
from webchat.client import APIError, Flux0, HTTPValidationError, SessionDTO

UNKNOWN_ID = "0123456789"

REFUSALS: list[tuple[int, Callable[[Flux0, SessionDTO], object]]] = [
    (400, lambda client, _: client.sessions.create(UNKNOWN_ID)),
    (422, lambda client, _: client.sessions.create("short")),
    (422, lambda client, session: client.sessions.create(session.agent_id, id="too long an id")),
    (422, lambda client, session: client.sessions.create(session.agent_id, title="x" * 201)),
    (404, lambda client, _: client.sessions.retrieve(UNKNOWN_ID)),
    (422, lambda client, _: client.sessions.retrieve("short")),
    (400, lambda client, _: client.sessions.create_event(UNKNOWN_ID, MESSAGE, USER, "Hi")),
    (422, lambda client, _: client.sessions.create_event("short", MESSAGE, USER, "Hi")),
    (422, lambda client, session: client.sessions.create_event(session.id, MESSAGE, USER, "")),
    (422, lambda client, session: client.sessions.create_event(session.id, MESSAGE, USER)),
    (422, lambda client, session: client.sessions.create_event(session.id, "tool", USER, "Hi")),
    (422, lambda client, session: client.sessions.create_event(session.id, "new", USER, "Hi")),
    (
        422,
        lambda client, session: client.sessions.create_event(session.id, MESSAGE, "system", "Hi"),
    ),
    (400, lambda client, _: client.sessions.list_events(UNKNOWN_ID)),
    (400, lambda client, _: client.sessions.list_events(UNKNOWN_ID, types=[MESSAGE])),
    (422, lambda client, _: client.sessions.list_events("short")),
    (422, lambda client, session: client.sessions.list_events(session.id, source="moon")),
    (422, lambda client, session: client.sessions.list_events(session.id, types=["new"])),
    (404, lambda client, _: client.agents.retrieve(UNKNOWN_ID)),
    (422, lambda client, _: client.agents.retrieve("short")),
    (422, lambda client, _: client.agents.create("Drizzle", "no such type")),
    (422, lambda client, _: client.agents.create("", "guide")),
]


@pytest.mark.parametrize(("status", "act"), REFUSALS)
def test_what_is_wrong_is_refused(
    client: Flux0, session: SessionDTO, status: int, act: Callable[[Flux0, SessionDTO], object]
) -> None:
    with pytest.raises(APIError) as caught:
        act(client, session)
    assert caught.value.status_code == status
    assert isinstance(caught.value, HTTPValidationError) == (status == 422)
    assert caught.value.message
    assert "detail" in caught.value.raw_response.json()
