"""webchat, a chat site for an agent that stands behind a sessions API.

Rooms, each of which imports only what stands before it: ``errors`` and ``config``; ``client``;
``conversation``; ``live`` and ``render``; ``web``; the ``factory`` and the ``command``.
``embedded`` is a sessions API of its own, for when no other is configured.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Build the application, as ``webchat.factory`` does."""
    # Here, so that whoever wants the client alone loads nothing of the site.
    from webchat import factory

    return factory.create_app(config)
