"""The stages of a stream, put together as the event stream does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from webchat.client import SessionStream
from webchat.client.streaming.blocks import blocks
from webchat.client.streaming.line_ends import with_line_feeds
from webchat.client.streaming.server_sent_events import server_sent_events
from webchat.client.streaming.session_events import session_events


def events_of(pieces: Iterable[bytes]) -> Iterator[SessionStream]:
    return session_events(server_sent_events(blocks(with_line_feeds(pieces))))


def one_by_one(text: bytes) -> list[bytes]:
    return [bytes([byte]) for byte in text]


def cut_at(text: bytes, positions: Iterable[int]) -> list[bytes]:
    places = [0, *sorted(positions), len(text)]
    return [text[start:end] for start, end in zip(places, places[1:], strict=False)]
