"""The top-level blocks of a text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

KINDS = {
    "bullet_list_open": "list",
    "ordered_list_open": "list",
    "table_open": "table",
    "blockquote_open": "quote",
    "paragraph_open": "paragraph",
    "heading_open": "heading",
    "formula_block": "formula",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block: its tokens, its first line, and the line after its last."""

    tokens: list[Token]
    first: int
    end: int

    @property
    def kind(self) -> str:
        """What it is: a name of ours, or the type of its first token."""
        return KINDS.get(self.tokens[0].type, self.tokens[0].type)

    def children(self, type_: str) -> Iterator[Block]:
        """Give the items of a list (``list_item``), or the rows of a table (``tr``)."""
        start = 0
        for index, token in enumerate(self.tokens):
            if token.type == f"{type_}_open" and token.level == LEVELS[type_]:
                start = index
            elif token.type == f"{type_}_close" and token.level == LEVELS[type_]:
                first, end = self.tokens[start].map or (0, 0)
                yield Block(self.tokens[start : index + 1], first, end)


LEVELS = {"list_item": 1, "tr": 2}


@dataclass(frozen=True, slots=True)
class Outline:
    """The blocks of a text, and whether what comes next may still change any of them."""

    blocks: list[Block]
    is_undecided: bool = False


def blocks_of(tokens: list[Token]) -> list[Block]:
    """Cut the tokens of a text into its top-level blocks."""
    blocks = []
    start = 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting >= 0:
            start = index
        if token.level == 0 and token.nesting <= 0:
            first, end = tokens[start].map or (0, 0)
            blocks.append(Block(tokens[start : index + 1], first, end))
    return blocks
