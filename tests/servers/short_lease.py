"""The application with a lease so short that a test can wait for its end."""

from __future__ import annotations

from functools import partial

from flask import Flask

import webchat
from webchat import factory
from webchat.journal import Journal

LEASE_SECONDS = 3.0


def create_app() -> Flask:
    # A lease is no setting: in this process a partial stands in the place of the class.
    factory.Journal = partial(Journal, lease_seconds=LEASE_SECONDS)  # type: ignore[misc,assignment]  # a class by its use
    return webchat.create_app()
