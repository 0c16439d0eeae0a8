"""The parser: CommonMark with tables, tasks, strikethrough, bare addresses and formulas."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.token import Token
from markdown_it.utils import EnvType

from webchat.render.markdown.output.code import with_buttons
from webchat.render.markdown.output.renderer import Renderer
from webchat.render.markdown.output.sanitizer import clean
from webchat.render.markdown.syntax.columns import settle_columns
from webchat.render.markdown.syntax.depth import NESTING_LIMIT, too_deep
from webchat.render.markdown.syntax.directions import settle_directions
from webchat.render.markdown.syntax.formulas import block_formula, inline_formula
from webchat.render.markdown.syntax.headings import Headings, settle_headings
from webchat.render.markdown.syntax.line_breaks import line_break
from webchat.render.markdown.syntax.links import settle_links
from webchat.render.markdown.syntax.numbers import settle_numbers
from webchat.render.markdown.syntax.outline import Block, Outline, blocks_of
from webchat.render.markdown.syntax.tables import bounded_table, no_room

References = MutableMapping[str, dict[str, Any]]


def _build() -> MarkdownIt:
    options = {"html": False, "tasklists": True, "maxNesting": NESTING_LIMIT}
    parser = MarkdownIt("commonmark", options, renderer_cls=Renderer)
    parser.enable("strikethrough").disable(["html_block", "html_inline"])
    parser.block.ruler.before("code", "depth", too_deep)
    # Only what would be a paragraph can be the head of a table: else a heading, a fence or an item
    # would not be known for what it is before the line after it.
    ends: RuleOptionsType = {"alt": ["paragraph", "reference"]}
    parser.block.ruler.before("lheading", "late_table", bounded_table, ends)
    # A table ends where one of the rules begins that may end a quote.
    parser.block.ruler.before("paragraph", "no_room", no_room, {"alt": ["blockquote"]})
    ends = {"alt": ["paragraph", "reference", "blockquote"]}
    parser.block.ruler.before("fence", "formula", block_formula, ends)
    parser.inline.ruler.before("escape", "formula", inline_formula)
    parser.inline.ruler.before("autolink", "line_break", line_break)
    parser.core.ruler.push("links", settle_links)
    parser.core.ruler.push("directions", settle_directions)
    parser.core.ruler.push("headings", settle_headings)
    parser.core.ruler.push("columns", settle_columns)
    parser.core.ruler.push("numbers", settle_numbers)
    return parser


_parser = _build()


def outline_of(source: str, *, is_complete: bool = True) -> Outline:
    """Find the blocks of ``source`` without reading what is in their lines.

    Of a text that is not complete the last block may still change, and all blocks may if the
    outline says that it is undecided.
    """
    tokens: list[Token] = []
    env: EnvType = {} if is_complete else {"is_open": True}
    _parser.block.parse(source, _parser, env, tokens)
    return Outline(blocks_of(tokens), is_undecided="is_pending" in env)


def parse(source: str, references: References, headings: Headings) -> list[Block]:
    """Read a whole text; its references are added to ``references``, and so are its headings."""
    return blocks_of(_parser.parse(source, {"references": references, "headings": headings}))


def parse_draft(source: str, references: References, headings: Headings) -> list[Block]:
    """Read a text that may go on, with what is known of what comes before, which stays as it is."""
    known = {"references": ChainMap({}, references), "headings": headings.copy()}
    return blocks_of(_parser.parse(source, {**known, "is_open": True}))


def rendered(tokens: list[Token], env: EnvType) -> str:
    """Give clean HTML of some tokens, with the buttons of code."""
    return with_buttons(clean(_parser.renderer.render(tokens, _parser.options, env)))


def rendered_line(source: str) -> str:
    """Give clean HTML of a text whose blocks do not count."""
    return clean(_parser.renderInline(source, {"headings": Headings()}))
