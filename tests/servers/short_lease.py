"""The application with leases so short that a test can wait for their end."""

from __future__ import annotations

from functools import partial

from flask import Flask

import webchat
from webchat import factory
from webchat.journal import Journal
from webchat.live.log.redis_logs import RedisLogs
from webchat.live.log.redis_timing import Timing

LEASE_SECONDS = 3.0
TIMING = Timing(lease=LEASE_SECONDS, renewal=0.5, silence=0.5, pause=0.2)


def create_app() -> Flask:
    # A lease is no setting: in this process a partial stands in the place of the class.
    factory.Journal = partial(Journal, lease_seconds=LEASE_SECONDS)  # type: ignore[misc,assignment]  # a class by its use
    factory.RedisLogs = partial(RedisLogs, timing=TIMING)  # type: ignore[misc,assignment]  # a class by its use
    return webchat.create_app()
