from __future__ import annotations

from time import time

import pytest
from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeSerializer

from tests.web.fixtures import Person
from webchat.web.guests import COOKIE_NAME, COOKIE_SALT, RENEWAL_SECONDS


def signed(app: Flask, content: object) -> str:
    assert isinstance(app.secret_key, str)
    return str(URLSafeSerializer(app.secret_key, salt=COOKIE_SALT).dumps(content))


def cookie_of(browser: FlaskClient) -> str:
    cookie = browser.get_cookie(COOKIE_NAME)
    assert cookie is not None
    return cookie.value


def guest_of(app: Flask, person: Person) -> str:
    guest, _ = URLSafeSerializer(str(app.secret_key), salt=COOKIE_SALT).loads(
        cookie_of(person.browser)
    )
    return str(guest)


def test_a_fresh_cookie_is_left_alone(ada: Person) -> None:
    session_id = ada.open_session()

    assert "Set-Cookie" not in ada.browser.get(f"/sessions/{session_id}").headers


@pytest.mark.parametrize("dated", [True, False])
def test_an_old_cookie_is_handed_out_anew_to_the_same_guest(
    dated: bool, app: Flask, ada: Person
) -> None:
    session_id = ada.open_session()
    guest = guest_of(app, ada)
    old = signed(app, [guest, int(time()) - RENEWAL_SECONDS - 1] if dated else guest)
    ada.browser.set_cookie(COOKIE_NAME, old)

    page = ada.browser.get(f"/sessions/{session_id}")

    assert page.status_code == 200
    assert "Max-Age=31536000" in page.headers["Set-Cookie"]
    assert cookie_of(ada.browser) != old
    assert guest_of(app, ada) == guest
    assert "Set-Cookie" not in ada.browser.get(f"/sessions/{session_id}").headers


@pytest.mark.parametrize("content", [None, 1, [], ["a", "b"], {"guest": "a"}, ["a", 1, 2]])
def test_a_cookie_of_another_form_is_nobody(content: object, app: Flask, ada: Person) -> None:
    session_id = ada.open_session()
    ada.browser.set_cookie(COOKIE_NAME, signed(app, content))

    assert ada.browser.get(f"/sessions/{session_id}").status_code == 404
