from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.servers.upstream import ScriptedUpstream
from webchat import create_app
from webchat.web.services import EXTENSION_NAME

MESSAGE_LIMIT = 50


@pytest.fixture
def make_app(upstream: ScriptedUpstream, tmp_path: Path) -> Iterator[Callable[..., Flask]]:
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        app = create_app(
            {
                "sessions_api_url": upstream.url,
                "secret_key": "a key for tests",
                "data_folder": tmp_path,
                "connect_timeout": 2.0,
                "silence_timeout": 5.0,
                "message_limit_characters": MESSAGE_LIMIT,
                **settings,
            }
        )
        made.append(app)
        return app

    yield make
    for app in made:
        app.extensions[EXTENSION_NAME].close()


@pytest.fixture
def app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


class Person:
    """Somebody with a browser, at ``home`` on the site."""

    def __init__(self, browser: FlaskClient) -> None:
        self.browser = browser

    def open_session(self, text: str = "") -> str:
        answer = self.browser.post("/sessions", data={"content": text} if text else {})
        assert answer.status_code == 303, answer.text
        return answer.location.rpartition("/")[2]

    def send(self, session_id: str, text: str, **headers: str) -> object:
        return self.browser.post(
            f"/sessions/{session_id}/messages", data={"content": text}, headers=headers
        )


def begin_on(upstream: ScriptedUpstream, session_id: str, moment: datetime) -> None:
    upstream.sessions[session_id]["created_at"] = moment.isoformat()


@pytest.fixture
def ada(app: Flask) -> Person:
    return Person(app.test_client())


@pytest.fixture
def bob(app: Flask) -> Person:
    return Person(app.test_client())
