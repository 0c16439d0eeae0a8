"""A site whose processes end, and a line that breaks."""

from __future__ import annotations

import os
import re
import signal
from contextlib import ExitStack
from pathlib import Path

from tests.deadline import wait_until
from tests.servers.fault_proxy import FaultProxy, fault_proxy
from tests.servers.site import STOP_SECONDS, Site, running_site
from tests.servers.upstream import ScriptedUpstream
from tests.test_command import PROCFILE

BOOTED = re.compile(r"Booting worker with pid: (\d+)")
GRACE_SECONDS = 2
COMMAND = (
    *PROCFILE[:-1],
    "tests.servers.short_lease:create_app()",
    "--graceful-timeout",
    str(GRACE_SECONDS),
)


class World:
    """A site that can be killed and restarted where it is, and a faulty line to it."""

    def __init__(self, folder: Path, upstream: ScriptedUpstream) -> None:
        self.upstream = upstream
        self._folder = folder
        self._running = ExitStack()
        self._end = ExitStack()
        self.site = self._start()
        self.line: FaultProxy = self._end.enter_context(fault_proxy(self.site.url))

    def kill_worker(self) -> None:
        """Kill the process that serves; gunicorn starts another."""
        killed = self._worker()
        os.kill(killed, signal.SIGKILL)
        # Until it is gone it may still accept a connection, only to drop it.
        wait_until(lambda: self._worker() != killed)

    def restart(self) -> None:
        """End the site in good order and start it on the same port and folder."""
        self.site.process.send_signal(signal.SIGTERM)
        self.site.process.wait(STOP_SECONDS)
        self._running.close()
        self.site = self._start("--bind", self.site.url.removeprefix("http://"))

    def close(self) -> None:
        self._end.close()
        self._running.close()

    def _worker(self) -> int:
        return int(BOOTED.findall(self.site.printed())[-1])

    def _start(self, *arguments: str) -> Site:
        command = [*COMMAND, *arguments]
        site = running_site(self._folder, command, sessions_api_url=self.upstream.url)
        return self._running.enter_context(site)
