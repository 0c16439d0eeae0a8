"""Health: what a platform asks to know whether this process serves."""

from __future__ import annotations

import logging

from flask import Blueprint
from flask.typing import ResponseReturnValue

from webchat.errors import SessionsAPIError
from webchat.web.services import services

bp = Blueprint("health", __name__)
logger = logging.getLogger(__name__)


@bp.get("/healthz")
def alive() -> ResponseReturnValue:
    """Say that this process runs."""
    return "ok\n", {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/readyz")
def ready() -> ResponseReturnValue:
    """Say whether the sessions API answers: 200, or 503."""
    try:
        services().client.agents.list()
    except SessionsAPIError as error:
        logger.warning("not ready: %s", error)
        return "the sessions API does not answer\n", 503, {"Content-Type": "text/plain"}
    return "ready\n", {"Content-Type": "text/plain; charset=utf-8"}
