from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.deadline import wait_until
from tests.render.dom import PageModel
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import PATIENCE_SECONDS, ScriptedUpstream
from tests.web.returning_tab import ReturningTab, shown
from tests.web.visitor import Visitor
from tests.web.world import World

EXAMPLES = 10
STEPS = 15
ARTICLE = re.compile(r"<article(?P<head>[^>]*)>(?P<body>.*?)</article>", re.DOTALL)
STATE = re.compile(r'data-state="(\w+)"')
WORD = re.compile(r"\b[mw]\d+\b")


@pytest.fixture
def world(upstream: ScriptedUpstream, tmp_path: Path) -> Iterator[World]:
    made = World(tmp_path, upstream)
    yield made
    made.close()


@dataclass
class Exchange:
    """What has been said, on either side, and how it ended."""

    question: str
    words: list[str] = field(default_factory=list)
    state: str = "streaming"

    def told(self) -> list[tuple[str, list[str]]]:
        return [("", [self.question]), (self.state, self.words)]


class Conversation(RuleBasedStateMachine):
    """One session, one tab on it, and everything that can happen to them."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count()
        self.exchanges: list[Exchange] = []
        self.reply: ScriptedReply | None = None
        self.is_stalled = self.is_hidden = False
        self.was_killed = self.was_restarted = False
        self.person = Visitor(self.world.site.url)
        self.session_id = self.person.open_session()
        self.tab = ReturningTab(self.person, self.session_id, self.world.line.url)

    @property
    def is_running(self) -> bool:
        return self.reply is not None

    @property
    def is_reachable(self) -> bool:
        return not (self.is_stalled or self.is_hidden)

    @initialize()
    def begin(self) -> None:
        """Be in the middle of a reply, where most can go wrong."""
        self.send()
        self.say(3, "\n\n")

    @precondition(lambda self: not self.is_running)
    @rule()
    def send(self) -> None:
        question = f"m{next(self.numbers)}"
        assert self.person.send(self.session_id, question).status_code == 200
        self.reply = self.world.upstream.next_reply()
        self.exchanges.append(Exchange(question))

    @precondition(lambda self: self.is_running)
    @rule(amount=st.integers(1, 4), end=st.sampled_from([" ", "\n\n", "\n- "]))
    def say(self, amount: int, end: str) -> None:
        assert self.reply is not None
        words = [f"w{next(self.numbers)}" for _ in range(amount)]
        self.reply.say(*(f"{word} " for word in words), end)
        self.exchanges[-1].words += words

    @precondition(lambda self: self.is_running)
    @rule()
    def end(self) -> None:
        assert self.reply is not None
        self.world.upstream.store_reply(self.reply)
        self.reply.end()
        self.note_end("done")

    @precondition(lambda self: self.is_running)
    @rule()
    def stop(self) -> None:
        self.wait_for_words()
        self.person.stop(self.session_id)
        self.note_end("stopped")

    @precondition(lambda self: not self.is_stalled)
    @rule()
    def cut(self) -> None:
        self.world.line.cut()

    @precondition(lambda self: self.is_reachable)
    @rule()
    def stall(self) -> None:
        self.world.line.stall()
        self.is_stalled = True

    @precondition(lambda self: self.is_stalled)
    @rule()
    def resume(self) -> None:
        self.world.line.resume()
        self.is_stalled = False

    @precondition(lambda self: self.is_reachable)
    @rule()
    def reload(self) -> None:
        self.tab.load()

    @precondition(lambda self: self.is_reachable)
    @rule()
    def hide(self) -> None:
        self.tab.leave()
        self.is_hidden = True

    @precondition(lambda self: self.is_hidden)
    @rule()
    def see_again(self) -> None:
        self.tab.come_back()
        self.is_hidden = False

    @precondition(lambda self: not self.was_killed)
    @rule()
    def kill(self) -> None:
        self.was_killed = True
        self.world.kill_worker()
        if self.is_running:
            self.note_loss()

    @precondition(lambda self: not self.was_restarted)
    @rule()
    def restart(self) -> None:
        self.was_restarted = True
        if self.is_running:
            self.wait_for_words()
        self.world.restart()
        if self.is_running:
            self.note_end("interrupted")

    @invariant()
    def shows_what_was_said_in_order_and_once(self) -> None:
        said = [told for exchange in self.exchanges for told in exchange.told()]
        wait_until(lambda: told_by(self.loaded()) == said)

    @invariant()
    def shows_what_a_page_shows_that_is_freshly_loaded(self) -> None:
        if self.is_reachable:
            self.tab.read_until_shown(lambda: shown(self.loaded()))

    def teardown(self) -> None:
        self.world.line.resume()
        self.tab.leave()
        if self.reply is not None:
            self.reply.end()

    def loaded(self) -> PageModel:
        return PageModel(self.person.page(self.session_id))

    def wait_for_words(self) -> None:
        """Wait until all that was said has come: what is under way when a reply ends is lost."""
        wait_until(lambda: told_by(self.loaded())[-1][1] == self.exchanges[-1].words)

    def note_end(self, state: str) -> None:
        self.exchanges[-1].state = state
        self.reply = None

    def note_loss(self) -> None:
        """Let the end of the reply be missing, that was said in the last second; nothing else."""
        assert self.reply is not None
        assert self.reply.reader_left.wait(PATIENCE_SECONDS)
        wait_until(lambda: told_by(self.loaded())[-1][0] != "streaming")
        said, (_, kept) = self.exchanges[-1].words, told_by(self.loaded())[-1]
        assert kept == said[: len(kept)]
        self.exchanges[-1].words = kept
        self.note_end("interrupted")


def told_by(page: PageModel) -> list[tuple[str, list[str]]]:
    """Give the state of each message of a page, if it has one, and its words."""
    html = page.inner_html_of("transcript")
    return [
        (state[1] if (state := STATE.search(found["head"])) else "", WORD.findall(found["body"]))
        for found in ARTICLE.finditer(html)
    ]


def test_what_is_shown_is_what_was_said_whatever_happens(world: World) -> None:
    class ConversationHere(Conversation):
        pass

    ConversationHere.world = world
    run_state_machine_as_test(  # type: ignore[no-untyped-call]  # it has no types
        ConversationHere,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            derandomize="CI" in os.environ,
            print_blob=True,
            # An example takes seconds: the first that fails is told, not the smallest.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
