from __future__ import annotations

import pytest

from tests.live.fixtures import Conversation, the_end
from tests.live.log.changes import first_words, turn, words
from tests.live.recording_view import RecordingView
from tests.servers.upstream import PATIENCE_SECONDS
from webchat.conversation import Ended
from webchat.live import Channel, MemoryLogs

DONE = Ended("done", None)


class Speaker:
    """Whoever writes into a channel."""

    def __init__(self) -> None:
        self.channel: Channel[RecordingView] = Channel("session000", MemoryLogs(), RecordingView)
        self._turn = ""

    def begin(self, name: str) -> None:
        self._turn = name
        self.channel.claim()
        self.channel.begin(turn(name), lambda: None)
        self.channel.publish(name, first_words())

    def say(self, text: str) -> None:
        self.channel.publish(self._turn, words(text))

    def end(self) -> None:
        self.channel.end(self._turn, [DONE])

    def read_in(self, language: str) -> RecordingView:
        with self.channel.view(language) as view:
            assert view.language == language
            return view


@pytest.fixture
def speaker() -> Speaker:
    return Speaker()


def test_each_language_has_a_view_that_holds_the_whole_reply(speaker: Speaker) -> None:
    speaker.begin("first")
    speaker.say("One")
    german = speaker.read_in("de")
    speaker.say(" two")

    assert speaker.read_in("en").text == "One two"
    assert speaker.read_in("de") is german
    assert german.text == "One two"


def test_a_language_that_comes_late_begins_with_the_turn_that_runs(speaker: Speaker) -> None:
    speaker.begin("first")
    speaker.say("One")
    speaker.end()
    assert speaker.read_in("de").text == "One"
    speaker.begin("second")
    speaker.say("Two")
    assert speaker.read_in("de").text == "OneTwo"
    before = speaker.channel.position

    view = speaker.read_in("ar")

    assert view.text == "Two"
    assert speaker.channel.begun_turns(speaker.channel.shown("ar"), 0) == set()
    assert speaker.channel.is_continued_from(before, "ar")


def test_a_language_that_is_followed_misses_nothing_however_slow_it_is(speaker: Speaker) -> None:
    speaker.channel.join("de")
    german = speaker.read_in("de")
    for name in ("first", "second"):
        speaker.begin(name)
        speaker.say(name)
        speaker.end()
        speaker.read_in("en")

    assert speaker.read_in("de") is german
    assert german.text == "firstsecond"


def test_a_language_that_nobody_follows_holds_nothing_up(speaker: Speaker) -> None:
    forgotten = speaker.read_in("de")
    speaker.begin("first")
    speaker.say("One")
    speaker.end()
    speaker.read_in("en")

    view = speaker.read_in("de")

    assert view is not forgotten
    assert view.changes == []
    assert view.start == speaker.channel.position.number


def test_two_followers_in_two_languages_are_each_told_the_end(conversation: Conversation) -> None:
    hub, session_id = conversation.hub, conversation.session_id
    with hub.follow(session_id, "de") as german, hub.follow(session_id, "ar") as arabic:
        for follower in (german, arabic):
            with follower.channel.view(follower.language):
                pass
        reply = conversation.reply_to("Hello")
        reply.say("Hello yourself")
        conversation.upstream.store_reply(reply)
        reply.end()
        the_end(conversation.channel)

        for follower in (german, arabic):
            with follower.channel.view(follower.language) as view:
                assert (view.language, view.text) == (follower.language, "Hello yourself")
                assert len(view.ends) == 1
    assert conversation.channel.wait_for_followers(0, PATIENCE_SECONDS)
