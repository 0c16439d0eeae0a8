from __future__ import annotations

import pytest

from tests.render.markdown.page import PREFIX, operations_of
from tests.render.markdown.whole import render_markdown
from webchat.render.markdown import MarkdownStream, OpenEnd, Operation

LIST_ID = CODE_ID = BODY_ID = f"{PREFIX}-b0"
SLOT_ID = f"{PREFIX}-b0-open"
LIST_SLOT = f'<li id="{SLOT_ID}" class="open-items"></li>'


def append(target: str, html: str) -> Operation:
    return Operation("append", target, html)


def before(target: str, html: str) -> Operation:
    return Operation("before", target, html)


def replace(target: str, html: str) -> Operation:
    return Operation("replace", target, html)


def fed(text: str) -> MarkdownStream:
    stream = MarkdownStream(PREFIX)
    stream.feed(text)
    return stream


def test_a_paragraph_is_finished_by_the_blank_line_after_it() -> None:
    stream = MarkdownStream(PREFIX)

    assert stream.feed("one *two*\nthree\n") == []
    assert stream.tail == OpenEnd(after='<p dir="auto">one <em>two</em>\nthree</p>\n')
    assert stream.feed("\n") == [append(PREFIX, '<p dir="auto">one <em>two</em>\nthree</p>')]
    assert stream.tail == OpenEnd()


@pytest.mark.parametrize("text", ["# Title\n", "Title\n===\n", "---\n", "$$\nx\n$$\n"])
def test_a_block_that_ends_with_its_line_is_finished_by_it(text: str) -> None:
    assert len(fed(text[:-1]).html) == 0
    assert fed(text).html == render_markdown(text, PREFIX)


@pytest.mark.parametrize("line", ["# Title\n", "- item\n", "```\n", "> said\n", "1. item\n"])
def test_a_paragraph_is_finished_by_a_line_that_begins_another_block(line: str) -> None:
    assert fed(f"text\n{line}").html.startswith('<p dir="auto">text</p>')


def test_items_are_appended_to_their_list_as_the_next_one_begins() -> None:
    assert operations_of("1. a\n2. b\n   c\n3. d\n") == [
        append(PREFIX, f'<ol id="{LIST_ID}" dir="auto">{LIST_SLOT}</ol>'),
        before(SLOT_ID, "<li>a</li>"),
        before(SLOT_ID, "<li>b\nc</li>"),
    ]


def test_open_items_stand_in_their_list_and_go_on_with_its_numbers() -> None:
    stream = fed("5. a\n6. b\n7. c **d**")

    items = '<ol start="6">\n<li>b</li>\n<li>c <strong>d</strong></li>\n</ol>\n'
    assert stream.tail == OpenEnd(inside=items)
    assert stream.html_with_tail == (
        f'<ol id="{LIST_ID}" dir="auto" start="5"><li>a</li>'
        f'<li id="{SLOT_ID}" class="open-items">{items}</li></ol>'
    )


def test_a_list_that_turns_loose_is_drawn_anew_once() -> None:
    operations = operations_of("- a\n- b\n- c\n\n- d\n\n- e\n")

    assert [operation.kind for operation in operations] == [
        *("append", "before", "before"),
        *("replace", "before"),
        "before",
    ]
    assert operations[3].html == (
        f'<ul id="{LIST_ID}" dir="auto"><li>\n<p>a</p>\n</li><li>\n<p>b</p>\n</li>{LIST_SLOT}</ul>'
    )


def test_rows_are_appended_to_the_body_of_their_table() -> None:
    head, first, second = operations_of("| a | b |\n|---|---|\n| 1 | *2* |\n| 3 |\n")

    bodies = f'<tbody id="{BODY_ID}"></tbody><tbody id="{SLOT_ID}"></tbody>'
    assert head.html.endswith(f"{bodies}</table></div>")
    assert first == append(BODY_ID, "<tr>\n<td>1</td>\n<td><em>2</em></td>\n</tr>")
    assert second == append(BODY_ID, "<tr>\n<td>3</td>\n<td></td>\n</tr>")


def test_the_open_row_is_shown_as_a_row_of_its_table() -> None:
    stream = fed("| a |\n|--:|\n| a |\n| **b** | c")

    row = '<tr>\n<td class="align-right"><strong>b</strong></td>\n</tr>'
    assert stream.tail == OpenEnd(inside=row)
    assert stream.html_with_tail.endswith(f'<tbody id="{SLOT_ID}">{row}</tbody></table></div>')


def test_code_is_appended_as_it_comes_and_coloured_when_it_ends() -> None:
    stream = MarkdownStream(PREFIX)

    (figure,) = stream.feed("```python\n")
    assert figure.html.endswith(f'id="{CODE_ID}-code"></code></pre></figure>')
    assert stream.feed("x <") == [append(f"{CODE_ID}-code", "x &lt;")]
    assert stream.feed(" 1\n") == [append(f"{CODE_ID}-code", " 1\n")]
    assert stream.feed("``") == []
    assert stream.tail == OpenEnd()
    (coloured,) = stream.feed("`\n")
    assert (coloured.kind, coloured.target) == ("fill", f"{CODE_ID}-code")
    assert coloured.html.startswith('<span class="n">x</span>')


def test_code_without_colours_is_left_as_it_is_when_it_ends() -> None:
    stream = fed("```\nx < 1\n")

    assert stream.feed("```\n") == []
    assert stream.html == render_markdown("```\nx < 1\n```", PREFIX)


@pytest.mark.parametrize(
    ("opening", "lines"),
    [
        ("```", ["`` `", "~~~", "```x", "    ```", "\t```"]),
        ("`````", ["````", "``` ```"]),
        ("~~~", ["```", "~~"]),
        ("  ```", ["   a", "  b", " c", "\td", "   \te", "    ```"]),
    ],
)
def test_only_a_closing_fence_ends_code(opening: str, lines: list[str]) -> None:
    text = "\n".join([opening, *lines, opening, "after\n\n"])
    stream = fed(text)

    assert stream.html == render_markdown(text, PREFIX)
    assert stream.html.endswith('<p dir="auto">after</p>')


def test_a_line_of_fence_marks_too_long_to_hold_back_is_shown_until_it_ends_the_code() -> None:
    stream = fed("```\n" + "`" * 300)

    assert "`" * 300 in stream.html
    stream.feed("\n")
    assert "`" not in stream.html


def test_code_that_is_never_closed_ends_with_the_text() -> None:
    stream = fed("```python\nx = 1")

    last = stream.close()[-1]

    assert (last.kind, last.target) == ("fill", f"{CODE_ID}-code")
    assert stream.html == render_markdown("```python\nx = 1", PREFIX)


def test_an_open_formula_holds_back_what_may_be_part_of_it() -> None:
    stream = fed("so\n$$\nx\n# y\n")

    assert stream.html == ""
    assert stream.tail.after == (
        '<p dir="auto">so</p>\n<p><code class="math-source" dir="ltr">$$\nx\n# y</code></p>\n'
    )
    stream.feed("$$\n")
    assert stream.html.startswith('<p dir="auto">so</p><math display="block"')


def test_a_reference_that_comes_late_changes_everything_at_the_end() -> None:
    stream = fed("see [a]\n\n[a]: https://a.example\n\nsee [a]\n\n")

    assert stream.html.count("<a ") == 1
    assert stream.close() == [
        Operation("fill", PREFIX, render_markdown(stream.text, PREFIX)),
    ]
    assert stream.html.count("<a ") == 2


def test_a_reference_that_is_known_needs_nothing_at_the_end() -> None:
    stream = fed("[a]: https://a.example\n\nsee [a]\n\n")

    assert stream.close() == []
    assert "https://a.example" in stream.html


def test_a_tail_may_use_the_references_of_finished_blocks_but_not_add_to_them() -> None:
    stream = fed("[a]: https://a.example\n\nb\n\n[c]: https://c.example\n[a] [c]")

    assert stream.tail.after.count("<a ") == 2
    stream.close()
    assert stream.html.count("<a ") == 2


@pytest.mark.parametrize("row", ["|b|\n", "|\n", "|b" * 298 + "\n", "|b|\n" + "|b" * 300 + "|\n"])
def test_a_table_ends_where_the_parser_stops_to_fill_it_up(row: str) -> None:
    text = "|a" * 300 + "|\n" + "|-" * 300 + "|\n" + row * 50

    stream = MarkdownStream(PREFIX)
    for start in range(0, len(text), 7):
        stream.feed(text[start : start + 7])
    stream.close()

    assert stream.html == render_markdown(text, PREFIX)


def test_rows_that_lack_a_cell_or_two_never_end_their_table() -> None:
    text = "| a | b | c | d |\n|---|---|---|---|\n" + "| one | two |\n" * 500

    assert fed(text).html.count("<tr>") == 501


def test_line_ends_and_halves_of_characters_may_be_cut() -> None:
    stream = MarkdownStream(PREFIX)
    for piece in ["a\r", "\nb \ud83d", "\ude00 \ud83d", "\r", "\r", "c\0"]:
        stream.feed(piece)
    stream.close()

    assert stream.text == "a\nb \U0001f600 \ufffd\n\nc\ufffd"
    assert stream.html == '<p dir="auto">a\nb \U0001f600 \ufffd</p><p dir="auto">c\ufffd</p>'
