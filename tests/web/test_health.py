from __future__ import annotations

from collections.abc import Callable

from flask import Flask

from tests.servers.upstream import ScriptedUpstream


def test_a_process_that_runs_says_so(app: Flask) -> None:
    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers


def test_a_site_is_ready_while_its_upstream_answers(app: Flask, upstream: ScriptedUpstream) -> None:
    assert app.test_client().get("/readyz").status_code == 200

    upstream.answers["GET", "/api/agents"] = (500, {"detail": "broken"})

    assert app.test_client().get("/readyz").status_code == 503


def test_a_site_whose_upstream_is_down_runs_but_is_not_ready(
    make_app: Callable[..., Flask],
) -> None:
    browser = make_app(sessions_api_url="http://127.0.0.1:9").test_client()

    assert browser.get("/healthz").status_code == 200
    assert browser.get("/readyz").status_code == 503
