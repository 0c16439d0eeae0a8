from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.upstream import ScriptedUpstream, scripted_upstream


@pytest.fixture
def upstream() -> Iterator[ScriptedUpstream]:
    with scripted_upstream() as running:
        yield running
