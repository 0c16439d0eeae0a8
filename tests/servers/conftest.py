from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.servers.ends import Ends
from tests.servers.fault_proxy import FaultProxy


@pytest.fixture
def ends() -> Iterator[Ends]:
    with ExitStack() as sockets:
        yield Ends(sockets)


@pytest.fixture
def proxy(ends: Ends) -> FaultProxy:
    return ends.proxy
