"""Third stage: blocks to server-sent events, whose fields sseclient reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sseclient import Event, SSEClient

PLAIN_LINES = 4
FIELDS = (b"event", b"id", b"retry")
# No JSON text has this character, and sseclient does not take it for a line end.
JOINT = "\0"


def server_sent_events(blocks: Iterable[bytes]) -> Iterator[Event]:
    """Read the fields of each block; one without data is no event.

    Bytes that are not UTF-8 become U+FFFD, as the standard of server-sent events has it.
    """
    for event in SSEClient(_readable(block) + b"\n\n" for block in blocks).events():
        if JOINT in event.data:
            event.data = event.data.replace(JOINT, "\n")
        yield event


def _readable(block: bytes) -> bytes:
    if not block.isascii():
        block = block.decode("utf-8", "replace").encode()
    return _with_few_lines(block) if block.count(b"\n") >= PLAIN_LINES else block


def _with_few_lines(block: bytes) -> bytes:
    """Leave one line of each field, since sseclient's cost grows with the square of the lines."""
    data: list[bytes] = []
    last: dict[bytes, bytes] = {}
    for line in block.split(b"\n"):
        name, _, value = line.partition(b":")
        if name == b"data":
            data.append(value.removeprefix(b" "))
        elif name in FIELDS:
            last[name] = line
    if data:
        last[b"data"] = b"data: " + JOINT.encode().join(data)
    return b"\n".join(last.values())
