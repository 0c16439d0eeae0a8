from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.client.fake_server import Answer, Handler, answer, close_delimited, held, short, stream
from tests.client.streaming.conftest import OpenStream
from tests.client.streaming.pipeline import cut_at, events_of, one_by_one
from tests.client.wire import TRANSCRIPTS, chunk_bytes, text_of
from webchat.client import (
    EventStream,
    StreamCutError,
    StreamError,
    StreamMalformedError,
    StreamStalledError,
)

HI, THERE = chunk_bytes("Hi "), chunk_bytes("there")


def fails_after_hi(events: EventStream, error: type[StreamError]) -> str:
    with events:
        assert text_of(next(events)) == "Hi "
        with pytest.raises(error) as caught:
            next(events)
        assert list(events) == []
    assert caught.value.request == "POST /api/sessions/zv3h4j5Fjv/events/stream"
    return caught.value.message


@pytest.mark.parametrize("give", [stream, close_delimited])
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_arrives_whole(
    open_stream: OpenStream, path: Path, give: Callable[..., Answer]
) -> None:
    text = path.read_bytes()
    pieces = cut_at(text, range(0, len(text), 777))
    with open_stream(give(*pieces)) as events:
        assert list(events) == list(events_of([text]))


def test_a_transcript_arrives_whole_one_byte_at_a_time(open_stream: OpenStream) -> None:
    text = TRANSCRIPTS[0].read_bytes()
    with open_stream(stream(*one_by_one(text))) as events:
        assert list(events) == list(events_of([text]))


@pytest.mark.parametrize("line_end", [b"\n", b"\r", b"\r\n"])
def test_an_event_is_given_as_soon_as_it_is_whole(open_stream: OpenStream, line_end: bytes) -> None:
    with open_stream(held(HI.replace(b"\n", line_end))) as events:
        assert text_of(next(events)) == "Hi "


def test_an_event_that_is_not_chunked_is_given_as_soon_as_it_is_whole(
    open_stream: OpenStream,
) -> None:
    def give(handler: Handler) -> None:
        close_delimited(HI)(handler)
        handler.fake.ending.wait(10)

    with open_stream(give) as events:
        assert text_of(next(events)) == "Hi "


def test_the_end_of_the_body_ends_the_stream(open_stream: OpenStream) -> None:
    with open_stream(stream(HI, THERE)) as events:
        assert [text_of(event) for event in events] == ["Hi ", "there"]
        assert list(events) == []
        assert not events.is_cancelled


def test_a_chunked_body_without_its_last_chunk_is_cut(open_stream: OpenStream) -> None:
    fails_after_hi(open_stream(stream(HI, end=b"")), StreamCutError)


def test_a_body_shorter_than_its_length_is_cut(open_stream: OpenStream) -> None:
    fails_after_hi(open_stream(short(HI, "text/event-stream")), StreamCutError)


def test_a_chunk_that_breaks_off_is_a_cut(open_stream: OpenStream) -> None:
    fails_after_hi(open_stream(stream(HI, end=b"fff\r\n" + THERE[:-5])), StreamCutError)


@pytest.mark.parametrize("give", [stream, close_delimited])
def test_an_end_inside_an_event_is_a_cut(
    open_stream: OpenStream, give: Callable[..., Answer]
) -> None:
    fails_after_hi(open_stream(give(HI, THERE[:-5])), StreamCutError)


def test_silence_longer_than_the_read_time_out_is_a_stall(open_stream: OpenStream) -> None:
    fails_after_hi(open_stream(held(HI), read_timeout=0.2), StreamStalledError)


def test_a_comment_breaks_the_silence(open_stream: OpenStream) -> None:
    def give(handler: Handler) -> None:
        stream(HI, end=b"")(handler)
        for _ in range(10):
            handler.fake.ending.wait(0.1)
            handler.wfile.write(b"3\r\n:\n\n\r\n")
        handler.wfile.write(b"0\r\n\r\n")

    with open_stream(give, read_timeout=0.5) as events:
        assert [text_of(event) for event in events] == ["Hi "]


def test_an_event_of_another_shape_is_malformed(open_stream: OpenStream) -> None:
    given = stream(HI, b"event: chunk\ndata: {}\n\n", THERE)
    fails_after_hi(open_stream(given), StreamMalformedError)


def test_an_event_beyond_the_limit_is_malformed(open_stream: OpenStream) -> None:
    given = stream(HI, *[b"data: " + b"x" * 2**20] * 17)
    assert str(16 * 2**20) in fails_after_hi(open_stream(given), StreamMalformedError)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "", "text/event-streams"])
def test_an_answer_of_another_type_is_malformed(open_stream: OpenStream, kind: str) -> None:
    with pytest.raises(StreamMalformedError, match="not an event stream"):
        open_stream(stream(HI, kind=kind))


def test_an_answer_without_a_type_is_malformed(open_stream: OpenStream) -> None:
    with pytest.raises(StreamMalformedError, match="not an event stream"):
        open_stream(answer(HI))


def test_the_type_may_have_parameters_and_capitals(open_stream: OpenStream) -> None:
    with open_stream(stream(HI, kind="Text/Event-Stream; charset=utf-8")) as events:
        assert [text_of(event) for event in events] == ["Hi "]
