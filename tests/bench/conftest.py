from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.bench.figures import Figures
from tests.bench.floor import running_floor
from tests.servers.upstream import ScriptedUpstream


@pytest.fixture(scope="session")
def figures() -> Iterator[Figures]:
    """Collect figures, and print them when all is measured."""
    figures = Figures()
    yield figures
    print(f"\n\n{figures.table()}")


@pytest.fixture(scope="session")
def floor(scripted: ScriptedUpstream) -> Iterator[str]:
    """Serve the floor in front of the same upstream as the site's."""
    session = scripted.create_session("floor00000", None)
    with running_floor(scripted.url, session["id"]) as url:
        yield url
