from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.client.streaming.pipeline import one_by_one
from webchat.client.streaming.blocks import EVENT_LIMIT_BYTES, blocks
from webchat.errors import StreamCutError, StreamMalformedError


def test_a_blank_line_ends_a_block() -> None:
    assert list(blocks([b"data: 1\n\nid: 2\ndata: 2\n\n"])) == [b"data: 1", b"id: 2\ndata: 2"]


def test_blocks_are_the_same_one_byte_at_a_time() -> None:
    assert list(blocks(one_by_one(b"data: 1\n\ndata: 2\n\n"))) == [b"data: 1", b"data: 2"]


def test_further_blank_lines_make_no_block() -> None:
    assert list(blocks([b"\n\n\ndata: 1\n\n\n\n\ndata: 2\n\n\n"])) == [b"data: 1", b"data: 2"]


def test_a_block_is_given_before_more_is_asked_for() -> None:
    pieces = iter([b"data: 1\n\ndata: 2", b"\n\n"])
    assert next(blocks(pieces)) == b"data: 1"
    assert next(pieces) == b"\n\n"


@pytest.mark.parametrize("rest", [b"data: 2", b"data: 2\n", b"d", b"event: chunk\n", b": x\nd"])
def test_an_end_inside_an_event_is_a_cut_after_the_last_whole_one(rest: bytes) -> None:
    read = blocks([b"data: 1\n\n" + rest])
    assert next(read) == b"data: 1"
    with pytest.raises(StreamCutError):
        next(read)


@pytest.mark.parametrize("rest", [b"", b"\n", b": still here", b": still here\n"])
def test_an_end_outside_an_event_is_no_cut(rest: bytes) -> None:
    assert list(blocks([b"data: 1\n\n" + rest])) == [b"data: 1"]


@pytest.mark.parametrize("cut", [lambda text: [text], one_by_one])
def test_a_block_at_the_limit_passes_and_one_byte_more_does_not(
    cut: Callable[[bytes], list[bytes]],
) -> None:
    assert list(blocks(cut(b"12345678\n\n"), limit_bytes=8)) == [b"12345678"]
    with pytest.raises(StreamMalformedError, match="larger than 8 bytes"):
        list(blocks(cut(b"123456789\n\n"), limit_bytes=8))


def test_an_event_without_end_is_refused_at_the_limit_of_16_mb() -> None:
    pieces = iter([b"data: ", *[b"x" * 2**20] * 20])
    with pytest.raises(StreamMalformedError, match=str(16 * 2**20)):
        list(blocks(pieces))
    assert len(list(pieces)) == 4
    assert EVENT_LIMIT_BYTES == 16 * 2**20
