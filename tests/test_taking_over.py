"""How a site is replaced in place: SIGUSR2 has gunicorn start a second master beside the first."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest
import requests

from tests.deadline import wait_until
from tests.servers.site import COMMAND, PROCFILE, STOP_SECONDS, Site, running_site

# Gunicorn runs again what it was run by: its program, as a platform does, and not "-m".
PROGRAM = (str(Path(sys.executable).with_name("gunicorn")), *PROCFILE[3:])
GRACE = ("--graceful-timeout", "2")
STARTS = pytest.mark.parametrize("start", [COMMAND, PROGRAM], ids=["command", "Procfile"])


@STARTS
def test_a_second_master_takes_over_and_the_first_may_end(
    tmp_path: Path, start: tuple[str, ...]
) -> None:
    with running_site(tmp_path, (*start, *GRACE)) as site:
        site.process.send_signal(signal.SIGUSR2)
        wait_until(lambda: site.printed().count("open http") == 2)
        site.process.send_signal(signal.SIGTERM)
        site.process.wait(STOP_SECONDS)
        wait_until(lambda: "Master has been promoted" in site.printed())

        page = requests.get(site.url, timeout=10)
        printed = site.end(signal.SIGTERM)

    assert page.status_code == 200
    assert "textarea" in page.text
    assert printed.count("Shutting down: Master") == 2
    assert "Traceback" not in printed


@STARTS
def test_who_takes_over_can_be_ended_before_it_forks(
    tmp_path: Path, start: tuple[str, ...]
) -> None:
    ended = ("--worker-class", "tests.ended_successor.Worker")
    with running_site(tmp_path, (*start, *ended, *GRACE)) as site:
        site.process.send_signal(signal.SIGUSR2)
        wait_until(lambda: "ended before it forks" in site.printed())
        wait_until(lambda: len(children(site)) == 1)
        printed = site.end(signal.SIGTERM)

    assert printed.count("Booting worker") == 1


def children(site: Site) -> list[str]:
    first = site.process.pid
    return Path(f"/proc/{first}/task/{first}/children").read_text().split()
