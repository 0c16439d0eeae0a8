from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person, begin_on

HEADING = re.compile(r'class="session-title"><bdi>([^<]*)<')
NAMES = {"en": "Chat of 11:30\u202fPM, Mar 1, 2026", "de": "Chat von 23:30, 01.03.2026"}


@pytest.mark.parametrize("language", NAMES)
def test_a_session_without_a_title_is_called_by_when_it_was_begun(
    ada: Person, upstream: ScriptedUpstream, language: str
) -> None:
    session_id = ada.open_session()
    begin_on(upstream, session_id, datetime(2026, 3, 1, 22, 30, tzinfo=UTC))
    ada.browser.set_cookie("webchat_timezone", "Europe/Berlin")
    headers = {"Accept-Language": language}

    page = ada.browser.get(f"/sessions/{session_id}", headers=headers).text

    name = NAMES[language]
    assert HEADING.findall(page) == [name]
    assert f"<title>{name} · " in page
    found = ada.browser.get("/sessions?q=2026", headers={**headers, "HX-Request": "true"}).text
    assert name in found
