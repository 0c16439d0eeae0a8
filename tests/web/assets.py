"""The static files of a site, as a browser gets them."""

from __future__ import annotations

from flask import Flask
from werkzeug.test import TestResponse


def address_of(app: Flask, name: str) -> str:
    """Give the address of an asset, as templates are told it."""
    asset = app.jinja_env.globals["asset"]
    assert callable(asset)
    return str(asset(name))


def served(app: Flask, address: str) -> TestResponse:
    # Buffered: else its file stays open.
    return app.test_client().get(address, buffered=True)
