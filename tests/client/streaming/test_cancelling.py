from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import close_delimited, held, stream
from tests.client.streaming.conftest import OpenStream
from tests.client.wire import chunk_bytes, text_of
from webchat.client import EventStream

HI, THERE = chunk_bytes("Hi "), chunk_bytes("there")
SECONDS = 10

UNDER_GEVENT = """
from gevent import monkey
monkey.patch_all()
import sys, threading
from webchat.client import Flux0

def read():
    with events:
        for event in events:
            texts.append(event.data.patches[0].value)
            has_read.set()
    outcome.append("ended")

texts, outcome, has_read = [], [], threading.Event()
with Flux0(sys.argv[1]) as flux0:
    events = flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")
    reader = threading.Thread(target=read)
    reader.start()
    assert has_read.wait(10)
    getattr(events, sys.argv[2])()
    reader.join(10)
print(texts, outcome, events.is_cancelled)
"""


def while_being_read(events: EventStream, act: Callable[[], None]) -> list[str]:
    """Do ``act`` once another thread has read an event and waits for the next."""
    has_read = threading.Event()

    def read() -> list[str]:
        texts = []
        with events:
            for event in events:
                texts.append(text_of(event))
                has_read.set()
        return texts

    with ThreadPoolExecutor(1) as threads:
        reading = threads.submit(read)
        assert has_read.wait(SECONDS)
        act()
        return reading.result(SECONDS)


def test_a_cancelled_stream_ends_the_loop_of_another_thread(open_stream: OpenStream) -> None:
    events = open_stream(held(HI, THERE), read_timeout=60)
    assert while_being_read(events, events.cancel)[:1] == ["Hi "]
    assert events.is_cancelled


def test_a_closed_stream_ends_the_loop_of_another_thread(open_stream: OpenStream) -> None:
    events = open_stream(held(HI, THERE), read_timeout=60)
    assert while_being_read(events, events.close)[:1] == ["Hi "]
    assert not events.is_cancelled


@pytest.mark.parametrize("act", ["cancel", "close"])
def test_upstream_sees_that_its_reader_has_gone(serve: Serve, connect: Connect, act: str) -> None:
    server = serve(held(HI))
    flux0 = connect(server.url)
    events = flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")
    getattr(events, act)()
    assert server.has_gone.wait(SECONDS)


def test_a_stream_left_early_is_closed_by_its_block(serve: Serve, connect: Connect) -> None:
    server = serve(held(HI))
    flux0 = connect(server.url)
    with flux0.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi") as events:
        next(events)
    assert server.has_gone.wait(SECONDS)


def test_a_stream_cancelled_before_it_is_read_gives_nothing(open_stream: OpenStream) -> None:
    with open_stream(held(HI)) as events:
        events.cancel()
        assert list(events) == []
        assert events.is_cancelled


def test_a_stream_cancelled_inside_an_event_is_no_cut(open_stream: OpenStream) -> None:
    events = open_stream(held(HI, THERE[:-5]), read_timeout=60)
    assert while_being_read(events, events.cancel) == ["Hi "]


def test_cancelling_and_closing_again_does_nothing(open_stream: OpenStream) -> None:
    with open_stream(held(HI)) as events:
        for act in (events.cancel, events.cancel, events.close, events.close, events.cancel):
            act()
        assert list(events) == []


@pytest.mark.parametrize("give", [stream, close_delimited])
def test_a_stream_that_has_ended_cannot_be_cancelled(
    open_stream: OpenStream, give: Callable[..., object]
) -> None:
    with open_stream(give(HI)) as events:
        assert [text_of(event) for event in events] == ["Hi "]
        events.cancel()
        assert not events.is_cancelled


@pytest.mark.parametrize(("act", "is_cancelled"), [("cancel", True), ("close", False)])
def test_it_is_the_same_under_gevent(serve: Serve, act: str, is_cancelled: bool) -> None:
    server = serve(held(HI))
    ended = subprocess.run(
        [sys.executable, "-c", UNDER_GEVENT, server.url, act],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (ended.stdout, ended.stderr) == (f"['Hi '] ['ended'] {is_cancelled}\n", "")
    assert server.has_gone.wait(SECONDS)
