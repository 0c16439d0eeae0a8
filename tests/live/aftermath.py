"""What is left of a reply that met a fault, and whether its session goes on."""

from __future__ import annotations

from tests.live.fixtures import Conversation
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.conversation import Ended

SHORT_SILENCE_SECONDS = 0.5


def lose_patience_soon(conversation: Conversation) -> None:
    conversation.hub = conversation.make_hub(SHORT_SILENCE_SECONDS)


def last_end(conversation: Conversation) -> Ended:
    assert conversation.channel.wait_for_end(PATIENCE_SECONDS)
    with conversation.channel.view("en") as view:
        return view.ends[-1]


def text_of(conversation: Conversation) -> str:
    with conversation.channel.view("en") as view:
        return view.text


def assert_the_next_message_works(conversation: Conversation) -> None:
    before = text_of(conversation)
    reply = conversation.reply_to("And now?")
    reply.say("Well again.")
    conversation.upstream.store_reply(reply)
    reply.end()

    assert last_end(conversation) == Ended("done", None)
    assert text_of(conversation) == before + "Well again."
