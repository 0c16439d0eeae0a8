"""Texts as a model might write them on its worst day, and ways to cut them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

ATOMS = [
    *["a", "foo", "b c", "x", "5", "é", ".", ",", "'", "\n", "\n", "\n", "\n\n", " ", "  ", "    "],
    *["\t", "- ", "* ", "+ ", "1. ", "2. ", "1) ", "-\n", "> ", ">"],
    *["#", "# ", "## ", "\n### ", "```", "````"],
    *["~~~", "```py\n", "`", "*", "**", "_", "~~", "|", "|-|-|\n", "a|b\n", "-|-\n", "---\n"],
    *["===\n", "[a]", "[a]: http://b\n", "](x)", "[", "![", "](http://i)", "<", "&amp;", "&"],
    *["$", "$$", "\\(", "\\)", "\\[", "\\]", "$$\nx\n$$\n", "\\", "- [ ] ", "- [x] ", "\r", "\r\n"],
    *["\0", "\ud83d", "\ude00", "\u00a0", "\x0b", "\u2028", "http://x.y", "www.a.b", "a@b.co"],
    *["<b>", "\n- a\n- b\n", "\n\n- c\n", "1. a\n2. b\n", "   b\n", "\n> q\n"],
    *["|a|b|\n|-|-|\n|1|2|\n", "<script>", "javascript:x"],
]

# A few pieces again and again meet in more ways than many pieces do.
short_texts = st.lists(st.sampled_from(ATOMS), min_size=1, max_size=8, unique=True).flatmap(
    lambda few: st.lists(st.sampled_from(few), max_size=40).map("".join)
)


@st.composite
def long_texts(draw: Callable[[st.SearchStrategy[str]], str]) -> str:
    """Draw a text with a block that outgrows the tail: the same few pieces again and again."""
    begin, again, end = draw(short_texts), draw(short_texts), draw(short_texts)
    return begin + again * (6000 // max(len(again), 1)) + end


@st.composite
def cuts(draw: Callable[[st.SearchStrategy[int]], int], text: str) -> list[str]:
    """Draw a way to cut ``text``."""
    pieces = []
    while text:
        size = draw(st.integers(1, 1 + len(text)))
        pieces.append(text[:size])
        text = text[size:]
    return pieces
