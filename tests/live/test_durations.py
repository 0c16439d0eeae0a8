"""When a reply ended, and how long its parts took, as they are told and kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Engine

from tests.live.fixtures import Conversation, the_end, wait_until, wait_until_said
from tests.servers.scripted_reply import CREATED_AT, ScriptedReply
from tests.servers.upstream import message
from webchat.conversation import PartTimed, TextPart, Transcript, Turn
from webchat.journal import Journal, with_journaled


def test_the_time_that_a_part_took_is_told_as_upstream_stored_it(
    conversation: Conversation,
) -> None:
    reply = think_for(conversation, 11.0)
    part = {"type": "reasoning", "reasoning": "Hmm."}
    store_after(conversation, reply, 12.0, part)
    store_after(conversation, reply, 13.0, {"type": "content", "content": "So."})
    reply.end()

    the_end(conversation.channel)
    with conversation.channel.view("en") as view:
        timed = [change for change in view.changes if isinstance(change, PartTimed)]
        assert timed == [PartTimed(0, 11), PartTimed(0, 12)]


def test_the_time_that_a_part_of_a_stopped_reply_took_is_kept_as_it_was_told(
    conversation: Conversation,
) -> None:
    reply = think_for(conversation, 11.0)
    conversation.channel.stop()
    the_end(conversation.channel)
    store_after(conversation, reply, 12.0, {"type": "reasoning", "reasoning": "Hmm."})

    (turn,) = read_again(conversation)

    assert [part.seconds for part in turn.reply.parts if isinstance(part, TextPart)] == [11, None]


def test_a_reply_ended_when_upstream_stored_the_last_of_it(conversation: Conversation) -> None:
    reply = think_for(conversation, 11.0)
    store_after(conversation, reply, 12.0, {"type": "reasoning", "reasoning": "Hmm."})
    store_after(conversation, reply, 13.0, {"type": "content", "content": "So."})
    reply.end()

    told = the_end(conversation.channel).ended_at

    assert told == datetime.fromisoformat(CREATED_AT) + timedelta(seconds=13)
    (turn,) = read_again(conversation)
    assert turn.reply.ended_at == told


def test_when_a_stopped_reply_ended_is_kept_as_it_was_told(conversation: Conversation) -> None:
    reply = think_for(conversation, 11.0)
    conversation.channel.stop()
    told = the_end(conversation.channel).ended_at
    store_after(conversation, reply, 12.0, {"type": "reasoning", "reasoning": "Hmm."})

    (turn,) = read_again(conversation)

    assert told is not None
    assert turn.reply.ended_at == told


def test_a_reply_that_upstream_stored_late_keeps_the_end_that_was_told(
    conversation: Conversation,
) -> None:
    reply = think_for(conversation, 11.0)
    reply.end()
    told = the_end(conversation.channel).ended_at
    store_after(conversation, reply, 12.0, {"type": "reasoning", "reasoning": "Hmm."})
    store_after(conversation, reply, 13.0, {"type": "content", "content": "So."})

    (turn,) = read_again(conversation)

    assert told is not None
    assert turn.reply.ended_at == told


def test_a_reply_that_another_process_reads_ended_when_it_says(
    conversation: Conversation, database: Engine
) -> None:
    other = conversation.beside(Journal(database))
    think_for(conversation, 11.0)
    other.hub.journaled(other.session_id, other.client)

    conversation.channel.stop()

    wait_until(other.channel, lambda view: bool(view.ends))
    assert the_end(other.channel).ended_at == the_end(conversation.channel).ended_at


def think_for(conversation: Conversation, seconds: float) -> ScriptedReply:
    """Begin a reply that is reasoning for so long, and then an answer."""
    reply = conversation.reply_to("Hello")
    began = datetime.fromisoformat(CREATED_AT).timestamp()
    reply.timestamp = began + seconds
    reply.say("Hmm.", event_id="thought", kind="reasoning")
    reply.timestamp += 1
    reply.say("So.")
    wait_until_said(conversation.channel, "Hmm.So.")
    return reply


def store_after(
    conversation: Conversation, reply: ScriptedReply, seconds: float, part: dict[str, str]
) -> None:
    identity = reply.correlation_id
    upstream = conversation.upstream
    upstream.store(reply.session_id, identity, "message", "ai_agent", message(part))
    event = upstream.events[reply.session_id][-1]
    moment = datetime.fromisoformat(CREATED_AT) + timedelta(seconds=seconds)
    event["created_at"] = moment.isoformat()


def read_again(conversation: Conversation) -> list[Turn]:
    """Read the session as a page that is loaded now does."""
    events = conversation.client.sessions.list_events(conversation.session_id).data
    journaled = conversation.journal.replies(conversation.session_id)
    return with_journaled(Transcript.from_events(events).turns, journaled)
