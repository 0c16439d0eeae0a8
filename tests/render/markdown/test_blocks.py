from __future__ import annotations

import re

import pytest

from tests.render.markdown.page import PREFIX
from tests.render.markdown.whole import html_without_directions


def rendered(text: str) -> str:
    return html_without_directions(text, PREFIX).replace("\n", "")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
        ("~~gone~~ ~5", "<p><s>gone</s> ~5</p>"),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
        ("a  \nb\\\nc", "<p>a<br>b<br>c</p>"),
        ("a<br>b<BR />`<br>`<br x>", "<p>a<br>b<br><code>&lt;br&gt;</code>&lt;br x&gt;</p>"),
        ("a &amp; b &lt; c", "<p>a &amp; b &lt; c</p>"),
    ],
)
def test_common_markdown_is_rendered(text: str, html: str) -> None:
    assert rendered(text) == html


def test_headings_stand_below_those_of_the_page() -> None:
    text = "\n".join(f"{'#' * marks} {marks}" for marks in range(1, 7))

    assert rendered(text) == "<h3>1</h3><h4>2</h4><h5>3</h5><h6>4</h6><h6>5</h6><h6>6</h6>"


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("## a\n## b\n### c\n## d\n# e\n## f", "334334"),
        ("### a\n## b\n# c\n#### d\n### e", "33344"),
        ("- ## a\n- x\n\n  > ### b\n\n#### c\n\nd\n---", "3453"),
    ],
)
def test_no_level_of_headings_is_left_out(text: str, levels: str) -> None:
    assert "".join(re.findall(r"<h(\d)", rendered(text))) == levels


def test_a_heading_that_is_raised_looks_as_its_writer_made_it() -> None:
    assert rendered("## a\n##### b\n# c") == (
        '<h3 class="heading-2">a</h3><h4 class="heading-4">b</h4><h3>c</h3>'
    )


def test_a_list_has_an_id_and_takes_its_items_without_anything_between() -> None:
    assert rendered("a\n\n- b\n- c") == f'<p>a</p><ul id="{PREFIX}-b1"><li>b</li><li>c</li></ul>'


def test_an_ordered_list_keeps_its_start() -> None:
    assert rendered("7. a\n8. b") == f'<ol id="{PREFIX}-b0" start="7"><li>a</li><li>b</li></ol>'


def test_items_of_a_loose_list_hold_paragraphs() -> None:
    assert rendered("- a\n\n- b") == (
        f'<ul id="{PREFIX}-b0"><li><p>a</p></li><li><p>b</p></li></ul>'
    )


def test_a_list_inside_an_item_has_no_id() -> None:
    assert rendered("- a\n  1. b") == f'<ul id="{PREFIX}-b0"><li>a<ol><li>b</li></ol></li></ul>'


@pytest.mark.parametrize(
    ("text", "checkbox"),
    [
        ("- [ ] a", '<input type="checkbox" disabled="" aria-labelledby="word-to-do"> a'),
        (
            "- [x] a",
            '<input type="checkbox" disabled="" checked="" aria-labelledby="word-done"> a',
        ),
        (
            "- [X] a\n\n  b",
            '<p><input type="checkbox" disabled="" checked="" aria-labelledby="word-done"> a</p>'
            "<p>b</p>",
        ),
    ],
)
def test_tasks_have_checkboxes_that_cannot_be_changed(text: str, checkbox: str) -> None:
    assert rendered(text) == (
        f'<ul id="{PREFIX}-b0"><li class="task-list-item">{checkbox}</li></ul>'
    )


def test_a_table_has_its_id_on_the_body_and_aligns_by_class() -> None:
    columns = "".join(f'<col class="width-{width}">' for width in (4, 8, 8))
    assert rendered("|a|b|c|\n|-|-:|:-:|\n|1|2|3|\n") == (
        '<div class="table" tabindex="0" role="group" aria-labelledby="word-table">'
        f"<table><colgroup>{columns}</colgroup><thead>"
        '<tr><th>a</th><th class="align-right">b</th>'
        '<th class="align-center">c</th></tr></thead>'
        f'<tbody id="{PREFIX}-b0"><tr><td>1</td><td class="align-right">2</td>'
        '<td class="align-center">3</td></tr></tbody></table></div>'
    )


def test_a_table_without_rows_has_a_body_for_them() -> None:
    assert rendered("|a|\n|-|\n").endswith(f'<tbody id="{PREFIX}-b0"></tbody></table></div>')


def test_a_list_item_is_no_head_of_a_table() -> None:
    assert "<table" not in rendered("- a | b\n--- | ---\n")


def test_references_reach_back_and_forth() -> None:
    html = rendered("[a] and [b][]\n\n[a]: https://a.example\n\n> [B]: https://b.example\n\n[a]")

    assert html.count('href="https://a.example"') == 2
    assert html.count('href="https://b.example"') == 1


@pytest.mark.parametrize("marker", [">", "> ", "- ", "1. "])
def test_what_is_nested_too_deeply_is_shown_as_text_and_swallows_nothing(marker: str) -> None:
    html = rendered(f"{marker * 100}deep\n\nafter")

    assert html.count("deep") == 1
    assert html.endswith("<p>after</p>")


@pytest.mark.parametrize(
    ("number", "room"),
    [
        (49, ""),
        (105, ' class="digits-3"'),
        (995, ' class="digits-4"'),
        (1998, ' class="digits-4"'),
        (999_999_999, ' class="digits-9"'),
    ],
)
@pytest.mark.parametrize("before", ["", "- a\n\n  "])
def test_large_numbers_of_a_list_have_room(number: int, room: str, before: str) -> None:
    assert f'start="{number}"{room}>' in rendered(f"{before}{number}. b\n")
