"""Second stage: bytes to complete blocks, the text of one event each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webchat.errors import StreamCutError, StreamMalformedError

EVENT_LIMIT_BYTES = 16 * 2**20
BLANK_LINE = b"\n\n"


def blocks(pieces: Iterable[bytes], limit_bytes: int = EVENT_LIMIT_BYTES) -> Iterator[bytes]:
    r"""Cut at blank lines; a block has no line feed at either end.

    Line ends must be ``\n``. Raises StreamMalformedError for a block of more than
    ``limit_bytes``, finished or not, and StreamCutError where the bytes end inside an event.
    """
    buffer = bytearray()
    for piece in pieces:
        # A blank line may begin with the last byte that was there before.
        searched = max(0, len(buffer) - 1)
        start = 0
        buffer += piece
        while (end := buffer.find(BLANK_LINE, max(start, searched))) >= 0:
            yield from _checked(bytes(buffer[start:end]).strip(b"\n"), limit_bytes)
            start = end + len(BLANK_LINE)
        del buffer[:start]
        if len(buffer) > limit_bytes:
            _refuse_beyond(limit_bytes, buffer.strip(b"\n"))
    if any(line and not line.startswith(b":") for line in buffer.split(b"\n")):
        raise StreamCutError("the stream ended inside an event")


def _checked(block: bytes, limit_bytes: int) -> Iterator[bytes]:
    _refuse_beyond(limit_bytes, block)
    if block:
        yield block


def _refuse_beyond(limit_bytes: int, block: bytes | bytearray) -> None:
    if len(block) > limit_bytes:
        raise StreamMalformedError(f"an event is larger than {limit_bytes} bytes")
