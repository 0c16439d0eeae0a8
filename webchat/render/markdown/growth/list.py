"""A list while items may still come."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Sequence

from webchat.render.markdown.growth.lead import SEAM, Lead, Step
from webchat.render.markdown.markup import (
    draft_html,
    is_tight,
    item_html,
    items_of,
    list_element,
    loosen,
)
from webchat.render.markdown.sheet import Sheet
from webchat.render.markdown.syntax.outline import Block, Outline
from webchat.render.markdown.syntax.parser import parse

# A list that has grown longer is not drawn anew when it turns loose: only what follows is.
LOOSENED_CHARACTERS = 32 * 1024


class OpenList:
    """Finishes a list item by item; each is read after a short first one of the same list."""

    kind = "list"

    def __init__(self, sheet: Sheet, block: Block, after: Lead) -> None:
        marker = block.tokens[0].markup
        # Set in so far that no item which follows could be read as one inside it.
        self.prefix = f"{'' if marker in '-*+' else '1'}{marker}    x\n"
        self._sheet = sheet
        self._headings_before = sheet.headings.copy()
        self._after = after
        self._list = block
        self._number = int(block.tokens[0].attrs.get("start", 1))
        self._is_loose = False
        self._sources: list[str] = []
        self._length = 0
        self._element_id = sheet.next_id()
        sheet.open(list_element(block, self._element_id, []))

    def step(self, outline: Outline, lines: Sequence[str], *, is_complete: bool) -> Step:
        """Finish what is finished, see ``Lead``."""
        first, *items = items_of(outline.blocks[0])
        ends = is_complete or len(outline.blocks) > 1
        if not is_tight(first) and not self._is_loose:
            self._loosen()
        finished = items if ends else items[:-1]
        count = finished[-1].end - 1 if finished else 0
        if finished:
            self._finish("".join(lines[:count]))
        if not ends:
            return Step(count, self)
        self._sheet.container.close()
        return Step(count, self._after)

    def draft(self, text: str) -> str:
        """Give the HTML of what is not finished, see ``Lead``."""
        block, *others = self._sheet.read_draft(self.prefix + text)
        first, *items = items_of(block)
        opening, closing = block.tokens[0], block.tokens[-1]
        # It stands in the list, and runs as that does.
        del opening.attrs["dir"]
        if opening.tag == "ol":
            opening.attrs["start"] = self._number
        tokens = [token for item in self._fitted(items) for token in item.tokens]
        remaining = Block([opening, *tokens, closing], block.first, block.end)
        inside = draft_html([remaining]) if items else ""
        if others:
            # What is being written stands after the list: its caret does too.
            inside = inside.replace(opening.tag, f'{opening.tag} class="is-behind"', 1)
        return f"{inside}{SEAM}{draft_html(others)}"

    def _finish(self, source: str) -> None:
        items = self._items_in(self._sheet.read(self.prefix + source))
        for item in items:
            self._sheet.place(item_html(item))
        self._number += len(items)
        self._sources.append(source)
        self._length += len(source)

    def _loosen(self) -> None:
        """Draw the list anew, because its items turn out to be paragraphs. Once a list at most."""
        self._is_loose = True
        if not self._sources or self._length > LOOSENED_CHARACTERS:
            return
        if self._sheet.has_draft:
            self._sheet.container.drop()
        source = self.prefix + "".join(self._sources)
        known = ChainMap({}, self._sheet.references)
        items = self._items_in(parse(source, known, self._headings_before.copy()))
        html = [item_html(item) for item in items]
        self._sheet.container.reopen(list_element(self._list, self._element_id, html))

    def _items_in(self, blocks: list[Block]) -> list[Block]:
        return self._fitted(items_of(blocks[0])[1:])

    def _fitted(self, items: list[Block]) -> list[Block]:
        """Make items fit in with those before them."""
        if self._is_loose:
            for item in items:
                loosen(item)
        return items
