from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from tests.bench.crowd import Crowd
from tests.bench.figures import Figures, percentile
from tests.bench.listeners import Listeners
from tests.bench.memory import worker_kilobytes
from tests.bench.prose import tokens
from tests.bench.speaker import Speaker, now_word
from tests.servers.site import Site, running_site
from tests.servers.upstream import ScriptedUpstream
from tests.web.raw_tab import RawTab
from tests.web.tab import position_of
from tests.web.visitor import Visitor

pytestmark = pytest.mark.bench

TOKENS_A_SECOND = 100.0
SLOW_READERS = 500
READERS = 20
READER_BUFFER_BYTES = 1 << 20
UNDISTURBED_SECONDS = 10.0
FILLING_SECONDS = 5.0
PAUSE_SECONDS = 30.0
AFTER_SECONDS = 10.0
LAST_FRAME_SECONDS = 1.0


@dataclass
class Measured:
    """Delays in milliseconds, and kilobytes early in the pause and at its end."""

    undisturbed: list[float]
    paused: list[float]
    steady: list[float]
    resumed: list[float]
    growth: tuple[int, int]


def test_followers_that_stop_reading(
    upstream: ScriptedUpstream, tmp_path: Path, figures: Figures
) -> None:
    with running_site(tmp_path, sessions_api_url=upstream.url) as site:
        measured = measure(site, upstream)

    limit = 2 * percentile(measured.undisturbed, 99)
    name = f"a token to {READERS} readers"
    figures.add(f"{name}, p99: ms", percentile(measured.undisturbed, 99))
    paused = percentile(measured.paused, 99)
    figures.add(f"    while {SLOW_READERS} stop reading: ms", paused, target=f"<= {limit:.0f}")
    steady = percentile(measured.steady, 99)
    figures.add("    of it, once their buffers are full: ms", steady, target=f"<= {limit:.0f}")
    figures.add("    while those read again: ms", percentile(measured.resumed, 99))
    early, whole = measured.growth
    figures.add(f"    the worker grows in {FILLING_SECONDS:.0f} s: kB", early)
    figures.add(f"    in {PAUSE_SECONDS:.0f} s, the reply included: kB", whole)


def measure(site: Site, upstream: ScriptedUpstream) -> Measured:
    ada = Visitor(site.url)
    session_id = ada.open_session()
    with Crowd(ada) as crowd, Listeners(readers(ada, session_id)) as listeners:
        alone = ask(upstream, ada, session_id, UNDISTURBED_SECONDS)
        alone.wait()
        pass_by(LAST_FRAME_SECONDS)
        undisturbed = listeners.delays(0, time.time())
        assert len(undisturbed) == alone.stamps * READERS, "a token was not heard"
        for _ in range(SLOW_READERS):
            crowd.join(session_id)

        started, size = time.time(), worker_kilobytes(site)
        speaker = ask(upstream, ada, session_id, PAUSE_SECONDS + AFTER_SECONDS)
        pass_by(FILLING_SECONDS)
        early = worker_kilobytes(site) - size
        pass_by(PAUSE_SECONDS - FILLING_SECONDS)
        whole = worker_kilobytes(site) - size

        crowd.read()
        resumed = time.time()
        speaker.wait()
        pass_by(LAST_FRAME_SECONDS)
        assert not crowd.lost, "a follower lost its connection"
        paused = listeners.delays(started, resumed)
        after = listeners.delays(resumed, time.time())
        assert len(paused) + len(after) == speaker.stamps * READERS, "a token was not heard"
        steady = listeners.delays(started + FILLING_SECONDS, resumed)
    return Measured(undisturbed, paused, steady, after, (early, whole))


def ask(upstream: ScriptedUpstream, person: Visitor, session_id: str, seconds: float) -> Speaker:
    """Ask for a reply that takes so many seconds."""
    said = tokens(int(seconds * TOKENS_A_SECOND), now_word())
    speaker = Speaker(upstream, said, TOKENS_A_SECOND)
    assert person.send(session_id, "Go").ok
    return speaker


def readers(person: Visitor, session_id: str) -> list[RawTab]:
    position = position_of(person.page(session_id), r'id="position">([^<]+)<')
    return [
        RawTab(person.url, session_id, person.cookies, position, READER_BUFFER_BYTES)
        for _ in range(READERS)
    ]


def pass_by(seconds: float) -> None:
    """Let time pass: how long followers do not read is what is measured."""
    Event().wait(seconds)
