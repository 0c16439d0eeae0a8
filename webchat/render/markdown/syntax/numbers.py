"""Which lists have numbers that need more room than others."""

from __future__ import annotations

from markdown_it.rules_core import StateCore

from webchat.render.markdown.output.numbers import number_class


def settle_numbers(state: StateCore) -> None:
    """Note the class of each list with large numbers."""
    for token in state.tokens:
        if token.type == "ordered_list_open":
            token.meta["class"] = number_class(int(token.attrs.get("start", 1)))
