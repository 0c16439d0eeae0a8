from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.servers.redis import RedisServer
from tests.servers.site import running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.mortal_site import COMMAND
from tests.web.visitor import Visitor
from webchat.conversation import Reply, Turn, UserMessage
from webchat.journal import Journal, open_journal
from webchat.storage import DATABASE_FILE

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_a_reply_that_only_the_journal_knows_of_is_followed_through_it_to_its_end(
    tmp_path: Path, upstream: ScriptedUpstream, redis_server: RedisServer
) -> None:
    settings = {"sessions_api_url": upstream.url, "redis_url": redis_server.url}
    with running_site(tmp_path, COMMAND, **settings) as site:
        visitor = Visitor(site.url)
        session_id = visitor.open_session()
        engine = open_journal(f"sqlite:///{tmp_path / DATABASE_FILE}")
        elsewhere = Journal(engine, "a process that dies")
        turn = Turn("c1", UserMessage("Hello", NOON), Reply())
        turn.reply.start_text("content", "Half ")
        elsewhere.begin(session_id, turn)
        tab = visitor.tab(session_id)
        assert 'data-state="streaming"' in tab.load()
        turn.reply.add_text(0, "of it")
        elsewhere.checkpoint(session_id, turn)
        elsewhere.close()

        shown = tab.read_until('data-state="interrupted"')

        assert "Half of it" in shown
        assert visitor.send(session_id, "Again").status_code == 200
        upstream.next_reply().end()
