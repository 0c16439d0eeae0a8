"""The parser's tokens as HTML, where ours differs from the usual."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from webchat.render.markdown.output.code import Colours, code_element, code_text
from webchat.render.markdown.output.columns import Columns, table_html
from webchat.render.markdown.output.formula import formula_html, formula_in_line

# Our words stand once on the page, in its language: see templates/sessions/_words.html.
CHECKBOXES = {
    True: '<input type="checkbox" disabled="" checked="" aria-labelledby="word-done"> ',
    False: '<input type="checkbox" disabled="" aria-labelledby="word-to-do"> ',
}
# A wide table scrolls, and what scrolls must be reachable with the keyboard.
TABLE_START = '<div class="table" tabindex="0" role="group" aria-labelledby="word-table"{}>'
TABLE_END = "</table></div>"
ALIGNMENTS = {"text-align:right": "align-right", "text-align:center": "align-center"}

Tokens = Sequence[Token]


class Renderer(RendererHTML):
    """One method for each kind of token; ``env["colours"]`` says how code is shown."""

    def fence(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Draw code as a figure."""
        colours: Colours = env.get("colours", "coloured")
        token = tokens[idx]
        return code_element(token.content, token.info, colours=colours).html + "\n"

    code_block = fence

    def code_inline(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Draw code in a line; it says nothing about the direction of the words around it."""
        return f'<code dir="ltr">{code_text(tokens[idx].content)}</code>'

    def table_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a table."""
        start = TABLE_START.format(self.renderAttrs(tokens[idx]))
        return f"{start}{table_html(tokens[idx].meta.get('columns', Columns()))}\n"

    def table_close(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """End a table."""
        return f"{TABLE_END}\n"

    def th_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a cell, aligned by a class because style attributes are forbidden."""
        token = tokens[idx]
        alignment = ALIGNMENTS.get(str(token.attrGet("style")))
        return f'<{token.tag} class="{alignment}">' if alignment else f"<{token.tag}>"

    td_open = th_open

    def bullet_list_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a list."""
        # The parser gives the list a class if it has tasks: that would have to change as it grows.
        tokens[idx].attrs.pop("class", None)
        return self.renderToken(tokens, idx, options, env)

    def ordered_list_open(
        self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType
    ) -> str:
        """Begin a list that is numbered."""
        token = tokens[idx]
        token.attrs.pop("class", None)
        if token.meta.get("class"):
            token.attrSet("class", token.meta["class"])
        return self.renderToken(tokens, idx, options, env)

    def list_item_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin an item."""
        html = self.renderToken(tokens, idx, options, env)
        begins_with_text = tokens[idx + 1].type == "paragraph_open"
        return html if begins_with_text else html + _checkbox(tokens[idx])

    def paragraph_open(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Begin a paragraph, with the checkbox of a task."""
        html = self.renderToken(tokens, idx, options, env)
        begins_item = idx > 0 and tokens[idx - 1].type == "list_item_open"
        return html + _checkbox(tokens[idx - 1]) if begins_item else html

    def formula(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Draw a formula in a line."""
        token = tokens[idx]
        if token.info == "block":
            return f"<bdi>{formula_html(token.content, 'block')}</bdi>"
        return formula_in_line(token.content)

    def formula_block(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Draw a formula that stands alone."""
        return f"{formula_html(tokens[idx].content, 'block')}\n"

    def open_formula(self, tokens: Tokens, idx: int, options: OptionsDict, env: EnvType) -> str:
        """Show the source of a formula whose end has not come."""
        source = self.text(tokens, idx, options, env)
        return f'<p><code class="math-source" dir="ltr">{source}</code></p>\n'


def _checkbox(item: Token) -> str:
    """Give the checkbox of an item that is a task; it stands in the line of its text."""
    is_done = item.meta.get("checked")
    return "" if is_done is None else CHECKBOXES[is_done]
