"""Top-level blocks as HTML: those that may grow as elements with an id, the others as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from markdown_it.token import Token

from webchat.render.markdown.container import Element
from webchat.render.markdown.output.code import code_element
from webchat.render.markdown.output.numbers import number_class
from webchat.render.markdown.output.renderer import TABLE_END
from webchat.render.markdown.syntax.outline import Block
from webchat.render.markdown.syntax.parser import rendered


def element_of(block: Block, element_id: str) -> Element:
    """Make the element of a finished block; ``element_id`` is used by blocks that may grow."""
    if block.kind == "list":
        return list_element(block, element_id, [item_html(item) for item in items_of(block)])
    if block.kind == "table":
        return table_element(block, element_id, [rows_html([row]) for row in rows_of(block)])
    if block.kind == "fence":
        token = block.tokens[0]
        return code_element(token.content, token.info, element_id)
    return Element(rendered(block.tokens, {}).strip("\n"))


def draft_html(blocks: Iterable[Block]) -> str:
    """Give the HTML of blocks that may still change: without ids, code without colours."""
    return "".join(rendered(block.tokens, {"colours": "plain"}) for block in blocks)


def list_element(block: Block, element_id: str, items: list[str]) -> Element:
    """Make a list with the DOM id ``element_id`` that holds ``items``."""
    opening = block.tokens[0]
    start = opening.attrGet("start")
    number = f' start="{int(start)}"' if start is not None else ""
    room = number_class(int(start)) if start is not None else None
    class_ = f' class="{room}"' if room else ""
    slot = f"{element_id}-open"
    return Element(
        f'<{opening.tag} id="{escape(element_id)}" dir="auto"{number}{class_}>',
        f"</{opening.tag}>",
        id=element_id,
        slot=slot,
        open_foot=(f'<li id="{escape(slot)}" class="open-items">', f"</li></{opening.tag}>"),
        children=items,
    )


def items_of(block: Block) -> list[Block]:
    """Give the items of a list."""
    return list(block.children("list_item"))


def item_html(item: Block) -> str:
    """Give the HTML of a finished item."""
    return rendered(item.tokens, {}).strip("\n")


def is_tight(item: Block) -> bool:
    """Say whether the list of an item that has a paragraph is tight."""
    return any(_is_paragraph(token) and token.hidden for token in item.tokens)


def loosen(item: Block) -> None:
    """Make an item one of a loose list."""
    for token in item.tokens:
        if _is_paragraph(token):
            token.hidden = False


def _is_paragraph(token: Token) -> bool:
    """Say whether a token opens or closes a paragraph of the top-level list itself."""
    return token.level == 2 and token.type in ("paragraph_open", "paragraph_close")


def table_element(block: Block, element_id: str, rows: list[str]) -> Element:
    """Make a table whose body has the DOM id ``element_id`` and holds ``rows``."""
    end = next(index for index, token in enumerate(block.tokens) if token.type == "thead_close")
    closing = Token("table_close", "table", -1)
    head = rendered([*block.tokens[: end + 1], closing], {}).removesuffix("\n")
    slot = f"{element_id}-open"
    return Element(
        f'{head.removesuffix(TABLE_END)}<tbody id="{escape(element_id)}">',
        f"</tbody>{TABLE_END}",
        id=element_id,
        inside=element_id,
        slot=slot,
        open_foot=(f'</tbody><tbody id="{escape(slot)}">', f"</tbody>{TABLE_END}"),
        children=rows,
    )


def rows_of(block: Block) -> list[Block]:
    """Give the rows of a table's body."""
    return list(block.children("tr"))[1:]


def rows_html(rows: Sequence[Block]) -> str:
    """Give the HTML of at least one row; they have no code, so that drafts look no different."""
    html = rendered(_in_table(rows), {})
    return html[html.index("<tr>") : html.rindex("</tr>") + len("</tr>")]


def _in_table(rows: Sequence[Block]) -> list[Token]:
    """Give the tokens of a table without a head: a row alone would not be valid HTML."""
    tokens = [Token("table_open", "table", 1), Token("tbody_open", "tbody", 1)]
    for row in rows:
        tokens += row.tokens
    return [*tokens, Token("tbody_close", "tbody", -1), Token("table_close", "table", -1)]
