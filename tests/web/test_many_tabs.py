from __future__ import annotations

from pathlib import Path

from tests.servers.site import COMMAND, running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.visitor import Visitor

ALLOWED_FILES = 64
WITH_FEW_FILES = ("sh", "-c", f'ulimit -Sn {ALLOWED_FILES} && exec "$@"', "sh")


def test_more_tabs_are_served_than_a_process_may_have_files_at_first(
    upstream: ScriptedUpstream, tmp_path: Path
) -> None:
    command = [*WITH_FEW_FILES, *COMMAND]
    with running_site(tmp_path, command, sessions_api_url=upstream.url) as site:
        ada = Visitor(site.url)
        session_id = ada.open_session()
        tabs = [ada.tab(session_id) for _ in range(ALLOWED_FILES)]

        for tab in tabs:
            tab.read_until('target="position"')
            tab.disconnect()
