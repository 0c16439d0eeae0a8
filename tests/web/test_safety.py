from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from tests.servers.upstream import ScriptedUpstream
from tests.web.fixtures import Person
from webchat.web import problem_pages
from webchat.web.guests import COOKIE_NAME

ORIGIN = "http://localhost"


def test_a_session_of_somebody_else_answers_like_one_that_does_not_exist(
    upstream: ScriptedUpstream, ada: Person, bob: Person
) -> None:
    session_id = ada.open_session()
    bob.open_session()

    for method, path in [
        ("GET", "/sessions/{}"),
        ("POST", "/sessions/{}/messages"),
        ("POST", "/sessions/{}/stop"),
    ]:
        other = bob.browser.open(path.format(session_id), method=method)
        missing = bob.browser.open(path.format("nosession0"), method=method)
        assert other.status_code == missing.status_code == 404
        # A page knows its own address, and nothing else.
        assert other.text.replace(session_id, "nosession0") == missing.text
        assert problem_pages.PAGES[404][1] in other.text


def test_a_forged_cookie_is_nobody(ada: Person, bob: Person) -> None:
    session_id = ada.open_session()
    cookie = ada.browser.get_cookie(COOKIE_NAME)
    assert cookie is not None
    identity, _, signature = cookie.value.rpartition(".")
    bob.browser.set_cookie(COOKIE_NAME, f"{identity}.{signature.swapcase()}")

    assert bob.browser.get(f"/sessions/{session_id}").status_code == 404


def test_the_guest_is_known_again_after_a_restart(ada: Person, make_app: Any) -> None:
    session_id = ada.open_session()
    cookie = ada.browser.get_cookie(COOKIE_NAME)
    assert cookie is not None
    later = make_app().test_client()
    later.set_cookie(COOKIE_NAME, cookie.value)

    assert later.get(f"/sessions/{session_id}").status_code == 200


def test_cookies_are_kept_from_scripts_and_other_sites(app: Flask) -> None:
    plain = app.test_client().get("/").headers["Set-Cookie"]
    behind_proxy = app.test_client().get("/", headers={"X-Forwarded-Proto": "https"})

    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in behind_proxy.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "http://localhost:81"},
        {"Origin": "null"},
    ],
)
def test_posts_from_other_sites_are_refused(headers: dict[str, str], ada: Person) -> None:
    session_id = ada.open_session()

    answer: Any = ada.send(session_id, "Hello", **headers)

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin", "Origin": ORIGIN}, {"Origin": ORIGIN}, {}]
)
def test_posts_from_the_site_itself_are_taken(
    headers: dict[str, str], upstream: ScriptedUpstream, ada: Person
) -> None:
    session_id = ada.open_session()

    answer: Any = ada.send(session_id, "Hello", **headers)

    assert answer.status_code == 303


def test_sockets_from_other_sites_are_refused_before_the_upgrade(ada: Person) -> None:
    session_id = ada.open_session()

    answer = ada.browser.get(
        f"/sessions/{session_id}/stream",
        headers={"Upgrade": "websocket", "Origin": "https://elsewhere.example"},
    )

    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/", "/sessions/nosession0", "/nowhere"])
def test_every_page_carries_the_policy(path: str, ada: Person) -> None:
    policy = ada.browser.get(path).headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_what_a_person_wrote_is_never_markup(upstream: ScriptedUpstream, ada: Person) -> None:
    session_id = ada.open_session("<img src=x onerror=alert(1)>")

    page = ada.browser.get(f"/sessions/{session_id}").text

    assert "<img" not in page
    assert "&lt;img" in page


def test_a_title_from_upstream_is_never_markup(upstream: ScriptedUpstream, ada: Person) -> None:
    session_id = ada.open_session()
    upstream.sessions[session_id]["title"] = "</title><script>alert(1)</script>"

    assert "<script>" not in ada.browser.get(f"/sessions/{session_id}").text
