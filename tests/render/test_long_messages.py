from __future__ import annotations

import pytest

from webchat.render.long_messages import is_long


@pytest.mark.parametrize(
    "text",
    ["x" * 1_400, "line\n" * 17 + "line", "\n" * 17, "word " * 100 + "\nline" * 5, "茶" * 700],
    ids=["no spaces", "short lines", "empty lines", "words and lines", "wide letters"],
)
def test_what_takes_many_lines_is_long(text: str) -> None:
    assert is_long(text)


@pytest.mark.parametrize("text", ["", "word " * 100, "line\n" * 16 + "line", "茶" * 300])
def test_what_takes_few_lines_is_not(text: str) -> None:
    assert not is_long(text)
