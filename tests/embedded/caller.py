"""Someone who calls the API over HTTP."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import requests

TIMEOUT_SECONDS = 30


class Message(NamedTuple):
    event: str
    data: dict[str, Any]

    @property
    def status(self) -> str | None:
        return self.data["data"]["status"] if self.event == "status" else None


def read_messages(body: str) -> list[Message]:
    assert body == "" or body.endswith("\n\n")
    messages = []
    for block in body.split("\n\n")[:-1]:
        fields = dict(line.split(": ", 1) for line in block.split("\n"))
        messages.append(Message(fields["event"], json.loads(fields["data"])))
    return messages


class Caller:
    def __init__(self, url: str, sub: str | None = None) -> None:
        self.url = url
        self._cookies = {} if sub is None else {"flux0_user_sub": sub}

    def send(self, method: str, path: str, **parts: Any) -> requests.Response:
        parts = {"timeout": TIMEOUT_SECONDS, "cookies": self._cookies, **parts}
        return requests.request(method, self.url + path, **parts)

    def get(self, path: str, **parts: Any) -> requests.Response:
        return self.send("GET", path, **parts)

    def post(self, path: str, **parts: Any) -> requests.Response:
        return self.send("POST", path, **parts)

    def agent_of_type(self, type: str) -> dict[str, Any]:
        agents: list[dict[str, Any]] = self.get("/api/agents").json()["data"]
        for agent in agents:
            if agent["type"] == type:
                return agent
        response = self.post("/api/agents", json={"name": type.capitalize(), "type": type})
        agent = response.json()
        assert response.status_code == 201, agent
        return agent

    def open_session(self, type: str = "guide", **fields: Any) -> str:
        body = {"agent_id": self.agent_of_type(type)["id"], **fields}
        response = self.post("/api/sessions", json=body)
        assert response.status_code == 201, response.text
        return str(response.json()["id"])

    def say(self, session_id: str, content: str) -> requests.Response:
        body = {"type": "message", "source": "user", "content": content}
        return self.post(f"/api/sessions/{session_id}/events/stream", json=body, stream=True)

    def hear(self, session_id: str, content: str) -> list[Message]:
        response = self.say(session_id, content)
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        return read_messages(response.content.decode())

    def events(self, session_id: str, **parts: Any) -> list[dict[str, Any]]:
        response = self.get(f"/api/sessions/{session_id}/events", **parts)
        assert response.status_code == 200, response.text
        events: list[dict[str, Any]] = response.json()["data"]
        return events
