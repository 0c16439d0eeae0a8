"""First stage: bytes as they arrive to bytes whose lines end in line feeds alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def with_line_feeds(pieces: Iterable[bytes]) -> Iterator[bytes]:
    r"""Drop a leading byte order mark and turn ``\r\n`` and ``\r`` into ``\n``.

    A ``\r`` at the end of a piece counts at once, so that the event it ends is not held back;
    a ``\n`` that begins the next piece then belongs to it.
    """
    is_after_return = False
    for piece in filter(None, _without_byte_order_mark(pieces)):
        rest = piece[1:] if is_after_return and piece.startswith(b"\n") else piece
        is_after_return = piece.endswith(b"\r")
        if b"\r" in rest:
            rest = rest.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield rest


def _without_byte_order_mark(pieces: Iterable[bytes]) -> Iterator[bytes]:
    remaining = iter(pieces)
    head = b""
    for piece in remaining:
        head += piece
        if len(head) >= len(BYTE_ORDER_MARK) or not BYTE_ORDER_MARK.startswith(head):
            break
    yield head.removeprefix(BYTE_ORDER_MARK)
    yield from remaining
