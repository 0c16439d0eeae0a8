from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.client.streaming.pipeline import one_by_one
from webchat.client.streaming.line_ends import with_line_feeds

MARK = b"\xef\xbb\xbf"


def read(*pieces: bytes) -> bytes:
    return b"".join(with_line_feeds(pieces))


@pytest.mark.parametrize("text", [b"a\nb\n\n", b"a\rb\r\r", b"a\r\nb\r\n\r\n", b"a\rb\n\r\n"])
def test_every_kind_of_line_end_becomes_a_line_feed(text: bytes) -> None:
    assert read(text) == b"a\nb\n\n"
    assert read(*one_by_one(text)) == b"a\nb\n\n"


def test_a_return_and_a_line_feed_in_two_pieces_are_one_line_end() -> None:
    assert read(b"a\r", b"\nb") == b"a\nb"


def test_an_empty_piece_does_not_part_a_return_from_its_line_feed() -> None:
    assert read(b"a\r", b"", b"\nb") == b"a\nb"


def test_a_second_line_feed_after_a_return_is_a_line_end_of_its_own() -> None:
    assert read(b"a\r", b"\n", b"\nb") == b"a\n\nb"


def test_a_return_at_the_end_of_a_piece_is_not_held_back() -> None:
    def pieces() -> Iterator[bytes]:
        yield b"a\r\r"
        raise AssertionError("asked for more than was needed")

    assert next(with_line_feeds(pieces())) == b"a\n\n"


def test_a_leading_byte_order_mark_is_dropped_however_it_is_cut() -> None:
    assert read(MARK + b"a") == b"a"
    assert read(*one_by_one(MARK + b"a")) == b"a"
    assert read(MARK) == b""


def test_a_byte_order_mark_further_on_is_kept() -> None:
    assert read(b"a", MARK) == b"a" + MARK
    assert read(MARK + MARK) == MARK


def test_half_a_byte_order_mark_is_kept() -> None:
    assert read(b"\xef\xbb") == b"\xef\xbb"
    assert read(b"\xef", b"\xbba") == b"\xef\xbba"


def test_nothing_gives_nothing() -> None:
    assert read() == b""
    assert list(with_line_feeds([b"", b""])) == []
