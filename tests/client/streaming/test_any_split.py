from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.client.streaming.pipeline import cut_at, events_of, one_by_one
from tests.client.wire import CHUNK, TRANSCRIPTS, event_bytes
from webchat.client import ChunkEventDTO, SessionStream
from webchat.errors import StreamCutError

LINE_ENDS = [b"\n", b"\r", b"\r\n"]
UMLAUTS = "event: x\ndata: Grüße, 世界, 🎉\n\n".encode()


def expected(text: bytes) -> list[SessionStream]:
    return list(events_of([text]))


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_each_event_of_a_transcript_is_read(path: Path) -> None:
    text = path.read_bytes()
    assert len(expected(text)) == text.count(b"\n\n")


@pytest.mark.parametrize("line_end", LINE_ENDS)
@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_a_transcript_reads_the_same_one_byte_at_a_time(path: Path, line_end: bytes) -> None:
    text = path.read_bytes()
    pieces = one_by_one(text.replace(b"\n", line_end))
    assert list(events_of(pieces)) == expected(text)


@given(st.data(), st.sampled_from(TRANSCRIPTS), st.sampled_from(LINE_ENDS), st.booleans())
def test_a_transcript_reads_the_same_however_it_is_cut(
    data: st.DataObject, path: Path, line_end: bytes, has_mark: bool
) -> None:
    plain = path.read_bytes()
    text = b"\xef\xbb\xbf" * has_mark + plain.replace(b"\n", line_end)
    positions = data.draw(st.lists(st.integers(0, len(text)), max_size=30))
    assert list(events_of(cut_at(text, positions))) == expected(plain)


@given(st.sampled_from(TRANSCRIPTS), st.floats(0, 1))
def test_a_transcript_that_breaks_off_gives_its_whole_events(path: Path, share: float) -> None:
    text = path.read_bytes()
    start = text[: int(len(text) * share)]
    is_inside = start.rpartition(b"\n\n")[2] != b""
    seen = []
    with pytest.raises(StreamCutError) if is_inside else nullcontext():
        for event in events_of([start]):
            seen.append(event)
    assert seen == expected(text)[: start.count(b"\n\n")]


def test_a_character_cut_in_two_is_whole_again() -> None:
    for position in range(len(UMLAUTS)):
        (event,) = events_of(cut_at(UMLAUTS, [position]))
        assert event.data == {"data": "Grüße, 世界, 🎉"}


def test_a_chunk_of_many_megabytes_passes() -> None:
    patches = [{"op": "add", "path": "/-", "value": "x" * 8_000_000}]
    text = event_bytes("chunk", {**CHUNK, "patches": patches})
    pieces = cut_at(text, range(0, len(text), 65_536))
    (event,) = events_of(pieces)
    assert isinstance(event.data, ChunkEventDTO)
    assert event.data.patches[0].value == "x" * 8_000_000
