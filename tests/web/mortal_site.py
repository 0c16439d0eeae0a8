"""A site whose processes end, and a line to it that breaks."""

from __future__ import annotations

import os
import re
import signal
from contextlib import ExitStack
from pathlib import Path

from tests.deadline import wait_until
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.site import PROCFILE, STOP_SECONDS, Site, running_site

BOOTED = re.compile(r"Booting worker with pid: (\d+)")
GRACE_SECONDS = 2
COMMAND = (
    *PROCFILE[:-1],
    "tests.servers.short_lease:create_app()",
    "--workers",
    "1",
    "--graceful-timeout",
    str(GRACE_SECONDS),
)


class MortalSite:
    """A site that can be killed and restarted where it is; tabs come to it by ``line``."""

    def __init__(self, name: str, folder: Path, **settings: str) -> None:
        self.is_stalled = False
        self._name = name
        self._folder = folder
        self._settings = settings
        self._running = ExitStack()
        self._end = ExitStack()
        self._site = self._start()
        self.line: FaultProxy = self._end.enter_context(fault_proxy(self.url))

    def __repr__(self) -> str:
        return self._name

    @property
    def url(self) -> str:
        return self._site.url

    def stall(self) -> None:
        self.line.stall()
        self.is_stalled = True

    def resume(self) -> None:
        self.line.resume()
        self.is_stalled = False

    def kill_worker(self) -> None:
        """Kill the process that serves; gunicorn starts another."""
        killed = self._worker()
        os.kill(killed, signal.SIGKILL)
        # Until it is gone it may still accept a connection, only to drop it.
        wait_until(lambda: self._worker() != killed)

    def restart(self) -> None:
        """End the site in good order and start it on the same port and folder."""
        self._site.process.send_signal(signal.SIGTERM)
        self._site.process.wait(STOP_SECONDS)
        self._running.close()
        self._site = self._start("--bind", self.url.removeprefix("http://"))

    def close(self) -> None:
        self._end.close()
        self._running.close()

    def _worker(self) -> int:
        return int(BOOTED.findall(self._site.printed())[-1])

    def _start(self, *arguments: str) -> Site:
        site = running_site(self._folder, [*COMMAND, *arguments], **self._settings)
        return self._running.enter_context(site)
