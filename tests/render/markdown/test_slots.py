from __future__ import annotations

import pytest

from tests.render.markdown.page import PREFIX
from webchat.render.markdown import MarkdownStream, OpenEnd, Operation

SLOT_ID = f"{PREFIX}-b0-open"


def fed(text: str) -> MarkdownStream:
    stream = MarkdownStream(PREFIX)
    stream.feed(text)
    return stream


def test_what_comes_after_a_list_or_table_that_may_go_on_stands_after_it() -> None:
    stream = fed("- a\n- b\n\ntext")
    assert stream.tail == OpenEnd(
        '<ul class="is-behind">\n<li>b</li>\n</ul>\n', '<p dir="auto">text</p>\n'
    )
    assert stream.tail_operations("tail") == [
        Operation("fill", SLOT_ID, stream.tail.inside),
        Operation("fill", "tail", stream.tail.after),
    ]

    assert fed("|a|\n|-|\n|b|\n# c").tail == OpenEnd("", '<h3 dir="auto">c</h3>\n')


@pytest.mark.parametrize(
    "text", ["- a\n- b\n- c\n\ntext\n\n", "|a|\n|-|\n|b|\n\n", "1. a\n2. b\n# c\n"]
)
def test_the_slot_is_taken_away_when_the_list_or_table_has_ended(text: str) -> None:
    stream = MarkdownStream(PREFIX)

    assert Operation("replace", SLOT_ID, "") in stream.feed(text)
    assert SLOT_ID not in stream.html
    assert [operation.target for operation in stream.tail_operations("tail")] == ["tail"]


def test_the_slot_is_emptied_when_an_item_outgrows_it() -> None:
    stream = fed("- a\n- b\n- " + "c " * 3000)

    assert stream.tail_operations("tail")[0] == Operation("fill", SLOT_ID, "")
