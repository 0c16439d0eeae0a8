from __future__ import annotations

from functools import partial

import pytest
from sqlalchemy import Engine

from tests.live.fixtures import Conversation, the_end, wait_until, wait_until_said
from tests.live.recording_view import RecordingView
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import message
from webchat.conversation import Ended, Replaced, Reply, TextPart, Turn
from webchat.conversation.parts import GrowingText
from webchat.errors import LeavingError, ReplyRunningError
from webchat.journal import Journal, JournaledReply

A_WHILE_SECONDS = 0.1


def journaled(conversation: Conversation) -> list[JournaledReply]:
    return list(conversation.journal.replies(conversation.session_id).values())


def texts(reply: JournaledReply) -> list[str]:
    return [part.text for part in reply.turn.reply.parts if isinstance(part, TextPart)]


def store(conversation: Conversation, reply: ScriptedReply, part: dict[str, str]) -> None:
    session_id, turn = reply.session_id, reply.correlation_id
    conversation.upstream.store(session_id, turn, "message", "ai_agent", message(part))


def test_a_running_reply_is_journaled_as_it_grows(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    (begun,) = journaled(conversation)
    assert begun.is_running
    assert begun.turn.message is not None
    assert begun.turn.message.text == "Hello"

    reply.say("So far")
    wait_until_said(conversation.channel, "So far")

    while texts(journaled(conversation)[0]) != ["So far"]:
        conversation.channel.wait_for_news(conversation.channel.position, A_WHILE_SECONDS)
    conversation.upstream.store_reply(reply)
    reply.end()
    the_end(conversation.channel)
    assert journaled(conversation) == [], "upstream has it, whole"


def test_a_stopped_reply_stays_in_the_journal(conversation: Conversation) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    wait_until_said(conversation.channel, "Half")
    conversation.channel.stop()
    the_end(conversation.channel)

    (kept,) = journaled(conversation)

    assert kept.turn.reply.state == "stopped"
    assert texts(kept) == ["Half"]


def test_a_reply_that_upstream_did_not_store_stays_in_the_journal(
    conversation: Conversation,
) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("All of it")
    reply.end()
    the_end(conversation.channel)

    (kept,) = journaled(conversation)

    assert kept.turn.reply.state == "done"
    assert texts(kept) == ["All of it"]


def test_a_reply_of_which_upstream_stored_a_part_stays_whole_in_the_journal(
    conversation: Conversation,
) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Hmm.", event_id="thought", kind="reasoning")
    store(conversation, reply, {"type": "reasoning", "reasoning": "Hmm."})
    reply.say("All of it")
    reply.end()
    end = the_end(conversation.channel)

    (kept,) = journaled(conversation)

    assert texts(kept) == ["Hmm.", "All of it"]
    assert (kept.turn.reply.state, kept.turn.reply.ended_at) == ("done", end.ended_at)
    with conversation.channel.view("en") as view:
        assert not any(isinstance(change, Replaced) for change in view.changes)


def test_what_cannot_end_in_the_grace_is_journaled_as_interrupted(
    conversation: Conversation,
) -> None:
    reply = conversation.reply_to("Hello")
    reply.say("Half")
    wait_until_said(conversation.channel, "Half")

    conversation.hub.leave()
    with pytest.raises(LeavingError):
        conversation.start("One more")
    conversation.hub.finish(0)

    assert the_end(conversation.channel) == Ended("interrupted", None)
    (kept,) = journaled(conversation)
    assert kept.turn.reply.state == "interrupted"
    assert texts(kept) == ["Half"]


def test_a_journal_that_fails_costs_no_reply(conversation: Conversation, database: Engine) -> None:
    with database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE webchat_replies")
    reply = conversation.reply_to("Hello")
    reply.say("Well")
    wait_until_said(conversation.channel, "Well")
    conversation.upstream.store_reply(reply)
    reply.end()

    assert the_end(conversation.channel) == Ended("done", None)


def test_a_reply_of_another_process_is_followed_through_the_journal(
    conversation: Conversation, database: Engine
) -> None:
    other = conversation.beside(Journal(database))
    reply = conversation.reply_to("Hello")
    reply.say("Half of ")

    assert other.hub.journaled(other.session_id, other.client)

    with pytest.raises(ReplyRunningError):
        other.start("Me too")
    wait_until(other.channel, partial(has_shown, "Half of "))
    reply.say("it")
    conversation.upstream.store_reply(reply)
    reply.end()
    assert the_end(conversation.channel) == Ended("done", None)
    wait_until(other.channel, lambda view: view.ends == [Ended("done", None)])
    wait_until(other.channel, partial(has_shown, "Half of it"))


def test_a_reply_whose_process_has_died_is_interrupted_in_another(
    conversation: Conversation, database: Engine
) -> None:
    dead = Journal(database, clock=lambda: 0.0)
    half = Reply([TextPart("content", GrowingText("Half"))])
    dead.begin(conversation.session_id, Turn("turn", None, half))
    young = Journal(database, clock=lambda: 1.0)
    other = conversation.beside(young)
    other.hub.journaled(other.session_id, other.client)
    wait_until(other.channel, partial(has_shown, "Half"))

    conversation.journal.replies(conversation.session_id)  # by whose clock the lease has run out

    wait_until(other.channel, lambda view: view.ends == [Ended("interrupted", None)])
    other.start("Again")
    assert conversation.upstream.next_reply().text == "Again"


def has_shown(expected: str, view: RecordingView) -> bool:
    replaced = [change for change in view.changes if isinstance(change, Replaced)]
    return bool(replaced) and replaced[-1].parts == (TextPart("content", GrowingText(expected)),)
