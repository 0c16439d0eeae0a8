from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from webchat.web.time_zones import COOKIE_NAME, reader_zone

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cookie", "hour"),
    [("Asia/Tokyo", 21), ("America/Argentina/Buenos_Aires", 9), ("Etc/GMT+1", 11)],
)
def test_the_zone_of_the_cookie_is_the_readers(app: Flask, cookie: str, hour: int) -> None:
    with app.test_request_context(headers={"Cookie": f"{COOKIE_NAME}={cookie}"}):
        assert NOON.astimezone(reader_zone()).hour == hour


@pytest.mark.parametrize(
    "cookie",
    ["", "Nowhere/Atall", "Europe", "../../etc/passwd", "/etc/passwd", "zone.tab", "x" * 300],
)
def test_what_is_no_zone_is_utc(app: Flask, cookie: str) -> None:
    with app.test_request_context(headers={"Cookie": f"{COOKIE_NAME}={cookie}"}):
        assert reader_zone() is UTC
