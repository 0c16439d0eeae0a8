"""How long a stream may take to begin, and be silent once it has begun."""

from __future__ import annotations

import pytest

from tests.client.conftest import Connect, Serve
from tests.client.fake_server import Answer, Handler, close_delimited, held, silent, stream
from webchat.client import EventStream, Flux0, NoAnswerError, StreamStalledError

SHORT_SECONDS = 0.1
SILENT_SECONDS = 5 * SHORT_SECONDS
LONG_SECONDS = 60.0
EVENT = b'event: note\ndata: {"said": "Hi"}\n\n'


def speak(client: Flux0) -> EventStream:
    return client.sessions.create_event("zv3h4j5Fjv", "message", "user", "Hi")


def pausing(handler: Handler) -> None:
    stream(EVENT, end=b"")(handler)
    handler.fake.ending.wait(SILENT_SECONDS)
    handler.wfile.write(b"%x\r\n%s\r\n0\r\n\r\n" % (len(EVENT), EVENT))


def pausing_without_chunks(handler: Handler) -> None:
    close_delimited(EVENT)(handler)
    handler.fake.ending.wait(SILENT_SECONDS)
    handler.wfile.write(EVENT)


def refusing_by_halves(handler: Handler) -> None:
    handler.send_response(500)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    silent(handler)


@pytest.mark.parametrize("late", [silent, refusing_by_halves])
def test_an_answer_must_begin_in_the_time_of_an_answer(
    serve: Serve, connect: Connect, late: Answer
) -> None:
    client = connect(serve(late).url, read_timeout=SHORT_SECONDS)

    with pytest.raises(NoAnswerError) as late_answer:
        speak(client.with_silence_timeout(LONG_SECONDS))

    assert "Timeout" in f"{late_answer.value} {type(late_answer.value.__cause__).__name__}"


@pytest.mark.parametrize("answer", [pausing, pausing_without_chunks])
def test_a_stream_that_has_begun_may_be_silent_for_longer(
    serve: Serve, connect: Connect, answer: Answer
) -> None:
    client = connect(serve(answer).url, read_timeout=SHORT_SECONDS)

    with speak(client.with_silence_timeout(LONG_SECONDS)) as events:
        assert len(list(events)) == 2


def test_a_stream_must_not_be_silent_for_longer_than_that(serve: Serve, connect: Connect) -> None:
    client = connect(serve(held(EVENT)).url, read_timeout=LONG_SECONDS)

    with speak(client.with_silence_timeout(SHORT_SECONDS)) as events:
        next(events)
        with pytest.raises(StreamStalledError):
            next(events)


def test_one_time_out_serves_for_both_where_no_other_is_set(serve: Serve, connect: Connect) -> None:
    client = connect(serve(pausing).url, read_timeout=LONG_SECONDS)

    with speak(client.with_read_timeout(SHORT_SECONDS)) as events:
        next(events)
        with pytest.raises(StreamStalledError):
            next(events)
