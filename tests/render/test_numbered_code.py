from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.markdown.whole import render_markdown
from webchat.render import code_numbered, with_numbers

lines = st.text(st.characters(blacklist_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=20)


@given(st.lists(lines.map(lambda line: f"x{line}"), min_size=1, max_size=4))
def test_code_is_given_as_it_was_written(written: list[str]) -> None:
    code = "\n".join(written) + "\n"
    html = render_markdown(f"Before\n\n~~~~~~ python\n{code}~~~~~~\n\n> After", "turn-a")

    assert code_numbered(html, 0) == code


def test_blocks_are_numbered_in_their_order_wherever_they_stand() -> None:
    html = render_markdown("```\na\n```\n\n- ```\n  b\n  ```\n\n> > ```\n> > c\n", "turn-a")

    numbered = with_numbers(html, "turn-a")

    for number, code in enumerate("abc"):
        assert f'name="block" value="turn-a.{number}"' in numbered
        assert code_numbered(html, number) == f"{code}\n"
    assert numbered.count('name="block"') == 3


@pytest.mark.parametrize("text", ["", "no code", "`none`", "```\nonly one\n```"])
def test_there_is_no_code_of_another_number(text: str) -> None:
    assert code_numbered(render_markdown(text, "turn-a"), 1) is None
