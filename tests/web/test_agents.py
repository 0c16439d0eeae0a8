from __future__ import annotations

from tests.servers.scripted_reply import AGENT
from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person

ADDRESS = f"/api/agents/{AGENT['id']}"


def test_a_session_says_which_agent_answers_in_it(ada: Person, upstream: ScriptedUpstream) -> None:
    upstream.answers["GET", ADDRESS] = (200, AGENT | {"description": "Knows <all> of tea"})

    page = ada.browser.get(f"/sessions/{ada.open_session()}").text

    assert f"<b><bdi>{AGENT['name']}</bdi></b> · <bdi>Knows &lt;all&gt; of tea</bdi>" in page
    assert 'id="agent" popover><p dir="auto">Knows &lt;all&gt; of tea</p>' in page


def test_a_session_is_shown_without_its_agent_if_need_be(
    ada: Person, upstream: ScriptedUpstream
) -> None:
    upstream.answers["GET", ADDRESS] = (500, {"detail": "broken"})

    page = ada.browser.get(f"/sessions/{ada.open_session()}")

    assert page.status_code == 200
    assert "session-agent" not in page.text


def test_an_agent_is_remembered_when_it_is_asked_for_again(
    ada: Person, upstream: ScriptedUpstream
) -> None:
    upstream.answers["GET", ADDRESS] = (200, AGENT | {"name": "Teapot"})
    session_id = ada.open_session()
    ada.browser.get(f"/sessions/{session_id}")
    upstream.answers["GET", ADDRESS] = (500, {"detail": "broken"})

    assert "Teapot" in ada.browser.get(f"/sessions/{session_id}").text
