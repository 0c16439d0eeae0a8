"""How a site ends: in silence, and without losing what was written."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.servers.postgresql import PostgreSQLServer
from tests.servers.site import COMMAND, PROCFILE, ended_at_once, running_site
from tests.web.visitor import Visitor

GRACE = ("--graceful-timeout", "2")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_site_in_silence_while_a_socket_is_open(
    tmp_path: Path, number: signal.Signals
) -> None:
    with running_site(tmp_path, (*COMMAND, *GRACE), guide_pace="0.01") as site:
        visitor = Visitor(site.url)
        visitor.tab(visitor.open_session("long 2000")).read()
        printed = site.end(number)

    assert site.process.returncode == 0
    assert "Shutting down" in printed
    assert "Traceback" not in printed
    assert "SystemExit" not in printed


def test_a_worker_that_stops_serving_before_it_has_quit_ends_in_silence(tmp_path: Path) -> None:
    quick = ("--worker-class", "tests.ending_early.QuickWorker")
    with running_site(tmp_path, (*COMMAND, *quick)) as site:
        printed = site.end(signal.SIGINT)

    assert site.process.returncode == 0
    assert "Traceback" not in printed
    assert "SystemExit" not in printed


def test_ctrl_c_is_no_mistake_before_gunicorn_listens_to_it(tmp_path: Path) -> None:
    interrupted = "import os, signal; os.kill(os.getpid(), signal.SIGINT)"
    (tmp_path / "gunicorn.py").write_text(interrupted)

    ran = ended_at_once(COMMAND, {"PYTHONPATH": str(tmp_path)})

    assert (ran.returncode, ran.stderr) == (-signal.SIGINT, "")


# Gunicorn asks its workers to end by SIGQUIT when it is ended by Ctrl-C.
@pytest.mark.parametrize(
    "start",
    [
        (f"tests.ending_early:create_app({signal.SIGQUIT})",),
        (f"tests.ending_early:create_app({signal.SIGTERM})",),
        ("webchat:create_app()", "--worker-class", "tests.ending_early.Worker", *GRACE),
    ],
    ids=["SIGQUIT", "SIGTERM", "at once"],
)
def test_a_signal_ends_the_site_in_silence_while_it_is_starting(
    tmp_path: Path, start: tuple[str, ...]
) -> None:
    command = (*PROCFILE[:-1], *start)

    ran = ended_at_once(command, {"WEBCHAT_DATA_FOLDER": str(tmp_path)})

    assert ran.returncode == 0
    assert "Shutting down" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert "open http" not in ran.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["at home", "platform"])
def test_a_reply_that_the_end_cut_off_is_kept_and_reads_as_interrupted(
    tmp_path: Path, postgresql_server: PostgreSQLServer, number: signal.Signals
) -> None:
    command = (*COMMAND, *GRACE)
    kept = {"database_url": postgresql_server.new_database()} if number == signal.SIGTERM else {}
    with running_site(tmp_path, command, guide_pace="0.01", **kept) as site:
        visitor = Visitor(site.url)
        session_id = visitor.open_session("long 20000")
        visitor.tab(session_id).read_until("The ")
        site.end(number)
    with running_site(tmp_path, command, **kept) as site:
        visitor.url = site.url
        page = visitor.page(session_id)

    assert 'data-state="interrupted"' in page
    assert "The " in page.partition('data-state="interrupted"')[2]
