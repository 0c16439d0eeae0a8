"""Which blocks find the direction of their text by themselves."""

from __future__ import annotations

from markdown_it.rules_core import StateCore

# Code and formulas alone have one of their own.
_TEXTS = """
    paragraph_open heading_open blockquote_open bullet_list_open ordered_list_open table_open
"""
TEXTS = frozenset(_TEXTS.split())


def settle_directions(state: StateCore) -> None:
    """Let each top-level block run as its own letters do.

    What is in it has none of its own: a browser would then not look at its letters, and a list or
    a quote would no longer know on which side its markers or its bar stand.
    """
    for token in state.tokens:
        if token.level == 0 and token.type in TEXTS:
            token.attrSet("dir", "auto")
