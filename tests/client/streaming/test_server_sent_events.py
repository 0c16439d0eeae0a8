from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from webchat.client.streaming.server_sent_events import server_sent_events


def read(*blocks: bytes) -> list[tuple[str, str | None, str]]:
    return [(event.event, event.id, event.data) for event in server_sent_events(blocks)]


def test_the_fields_of_a_block_are_read() -> None:
    assert read(b'event: status\nid: 7\ndata: {"a": 1}') == [("status", "7", '{"a": 1}')]


def test_an_empty_id_is_not_a_missing_id() -> None:
    assert read(b"id: \ndata: 1", b"data: 2") == [("message", "", "1"), ("message", None, "2")]


def test_the_space_after_the_colon_is_optional() -> None:
    assert read(b"event:chunk\ndata:1", b"data:  2") == [
        ("chunk", None, "1"),
        ("message", None, " 2"),
    ]


def test_comments_and_unknown_fields_are_passed_over() -> None:
    assert read(b": hello\nnonsense: 1\ndata: 2") == [("message", None, "2")]


def test_a_block_without_data_is_no_event() -> None:
    assert read(b": still here", b"event: chunk", b"a: 1\nb: 2\nc: 3\nd: 4\ne: 5") == []


def test_data_in_many_lines_are_joined_by_line_feeds() -> None:
    lines = [str(number) for number in range(9)]
    block = "\n".join(["id: 1", *(f"data: {line}" for line in lines), "id: 2"]).encode()
    assert read(block) == [("message", "2", "\n".join(lines))]


def test_bytes_that_are_not_utf_8_are_replaced() -> None:
    assert read(b"data: a\xff\xc3b") == [("message", None, "a\ufffd\ufffdb")]


def test_other_line_separators_of_unicode_are_text() -> None:
    text = "a\u2028b\x85c\x0bd\x1ce"
    assert read(f"data: {text}".encode()) == [("message", None, text)]


def test_an_event_of_a_million_lines_is_read_in_linear_time() -> None:
    count = 1_000_000
    ((name, identity, data),) = read(b"id: 1\n" + b"data:x\n" * count + b"event: chunk")
    assert (name, identity, len(data)) == ("chunk", "1", 2 * count - 1)


def test_an_event_of_a_million_other_lines_is_read_in_linear_time() -> None:
    assert read(b"id:1\n:x\nnope\n" * 400_000 + b"data: 2") == [("message", "1", "2")]


names = st.sampled_from(["data", "id", "event", "nope", ""])
values = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]))


@given(st.lists(st.tuples(names, values)))
def test_many_lines_mean_what_few_lines_mean(fields: list[tuple[str, str]]) -> None:
    data = [value.removeprefix(" ") for name, value in fields if name == "data"]
    lines = [f"{name}:{value}" for name, value in fields]
    found = read("\n".join(lines).encode())
    assert [text for _, _, text in found] == (["\n".join(data)] if data else [])
    assert found == read("\n".join([*lines, *[": comment"] * 9]).encode())
