"""The memory of a running site's worker."""

from __future__ import annotations

import re
from pathlib import Path

from tests.servers.site import Site

RESIDENT = re.compile(r"^Rss:\s+(\d+) kB", re.MULTILINE)


def worker_kilobytes(site: Site) -> int:
    """Tell how much memory the one worker of ``site`` holds at this moment."""
    first = site.process.pid
    (worker,) = Path(f"/proc/{first}/task/{first}/children").read_text().split()
    found = RESIDENT.search(Path(f"/proc/{worker}/smaps_rollup").read_text())
    assert found is not None
    return int(found[1])
