"""Conversations: everything that can happen to them, in whatever order."""

from __future__ import annotations

from functools import partial
from itertools import count

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from tests.deadline import wait_until
from tests.render.dom import PageModel
from tests.servers.scripted_reply import ScriptedReply
from tests.servers.upstream import PATIENCE_SECONDS
from tests.web.drawing import (
    flows,
    is_hidden,
    is_reachable,
    is_stalled,
    sites,
    some_site,
    some_tab,
    tabs,
)
from tests.web.exchange import Exchange, Told, told_by
from tests.web.mortal_site import MortalSite
from tests.web.returning_tab import ReturningTab, shown
from tests.web.visitor import Visitor
from tests.web.world import SharedWorld, World

UNAVAILABLE = 503


class Conversation(RuleBasedStateMachine):
    """One session, a tab on it at each site, and everything that can happen to them."""

    world: World

    def __init__(self) -> None:
        super().__init__()
        self.numbers = count()
        self.exchanges: list[Exchange] = []
        self.reply: ScriptedReply | None = None
        self.relaying: MortalSite | None = None
        self.was_killed = self.was_restarted = False
        self.person = Visitor(self.world.sites[0].url)
        self.session_id = self.person.open_session()
        self.tabs = [ReturningTab(self.person, self.session_id, site) for site in self.world.sites]

    @property
    def is_running(self) -> bool:
        return self.reply is not None

    @initialize(site=sites())
    def begin(self, site: MortalSite) -> None:
        """Be in the middle of a reply, where most can go wrong."""
        self.send(site)
        self.say(3, "\n\n")

    @precondition(lambda self: not self.is_running)
    @rule(site=sites())
    def send(self, site: MortalSite) -> None:
        question = f"m{next(self.numbers)}"
        wait_until(lambda: self.is_sent(site, question))
        self.reply, self.relaying = self.world.upstream.next_reply(), site
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
    @rule(site=sites())
    def stop(self, site: MortalSite) -> None:
        self.wait_for_words()
        # Without Redis the one process cannot reach the other.
        wait_until(lambda: self.is_stopped(site))
        self.note_end("stopped")

    @some_site(flows)
    @rule(site=sites(flows))
    def cut(self, site: MortalSite) -> None:
        site.line.cut()

    @some_site(flows)
    @rule(site=sites(flows))
    def stall(self, site: MortalSite) -> None:
        site.stall()

    @some_site(is_stalled)
    @rule(site=sites(is_stalled))
    def resume(self, site: MortalSite) -> None:
        site.resume()

    @some_tab(is_reachable)
    @rule(tab=tabs(is_reachable))
    def reload(self, tab: ReturningTab) -> None:
        tab.load()

    @some_tab(is_reachable)
    @rule(tab=tabs(is_reachable))
    def hide(self, tab: ReturningTab) -> None:
        tab.leave()

    @some_site(flows)
    @some_tab(is_hidden)
    @rule(tab=tabs(is_hidden), site=sites(flows))
    def see_again(self, tab: ReturningTab, site: MortalSite) -> None:
        """Come back to whichever process is met."""
        tab.site = site
        tab.come_back()

    @precondition(lambda self: not self.was_killed)
    @rule(site=sites())
    def kill(self, site: MortalSite) -> None:
        self.was_killed = True
        site.kill_worker()
        if self.is_running and site is self.relaying:
            self.note_loss()

    @precondition(lambda self: not self.was_restarted)
    @rule(site=sites())
    def restart(self, site: MortalSite) -> None:
        self.was_restarted = True
        if self.is_running:
            self.wait_for_words()
        site.restart()
        if self.is_running and site is self.relaying:
            self.note_end("interrupted")

    @invariant()
    def shows_what_was_said_in_order_and_once(self) -> None:
        said = [told for exchange in self.exchanges for told in exchange.told()]
        for site in self.world.sites:
            wait_until(partial(self.tells, site, said))

    @invariant()
    def shows_what_a_page_shows_that_is_freshly_loaded(self) -> None:
        for tab in filter(is_reachable, self.tabs):
            tab.read_until_shown(partial(self.shown_at, tab.site))

    def teardown(self) -> None:
        for site in self.world.sites:
            site.resume()
        for tab in self.tabs:
            tab.leave()
        if self.reply is not None:
            self.reply.end()

    def is_sent(self, site: MortalSite, question: str) -> bool:
        answer = self.person.at(site.url).send(self.session_id, question)
        assert answer.status_code in (200, UNAVAILABLE)
        return answer.status_code == 200

    def is_stopped(self, site: MortalSite) -> bool:
        self.person.at(site.url).stop(self.session_id)
        return told_by(self.loaded(site))[-1][0] == "stopped"

    def tells(self, site: MortalSite, said: list[Told]) -> bool:
        return told_by(self.loaded(site)) == said

    def has_heard(self, site: MortalSite, words: list[str]) -> bool:
        return told_by(self.loaded(site))[-1][1] == words

    def shown_at(self, site: MortalSite) -> list[str]:
        return shown(self.loaded(site))

    def loaded(self, site: MortalSite) -> PageModel:
        return PageModel(self.person.at(site.url).page(self.session_id))

    def wait_for_words(self) -> None:
        """Wait until all that was said has come: what is under way when a reply ends is lost."""
        for site in self.world.sites:
            wait_until(partial(self.has_heard, site, self.exchanges[-1].words))

    def note_end(self, state: str) -> None:
        self.exchanges[-1].state = state
        self.reply = self.relaying = None

    def note_loss(self) -> None:
        """Let the end of the reply be missing, that was said in the last second; nothing else."""
        assert self.reply is not None
        assert self.relaying is not None
        assert self.reply.reader_left.wait(PATIENCE_SECONDS)
        place = self.relaying
        wait_until(lambda: told_by(self.loaded(place))[-1][0] != "streaming")
        said, (_, kept) = self.exchanges[-1].words, told_by(self.loaded(place))[-1]
        assert kept == said[: len(kept)]
        self.exchanges[-1].words = kept
        self.note_end("interrupted")


class SharedConversation(Conversation):
    """The same, where the processes have Redis in common, which may lose all that it keeps."""

    world: SharedWorld

    def __init__(self) -> None:
        super().__init__()
        self.was_emptied = False

    @precondition(lambda self: not self.was_emptied)
    @rule()
    def empty_redis(self) -> None:
        self.was_emptied = True
        self.world.redis.kill()
        self.world.redis.start()
