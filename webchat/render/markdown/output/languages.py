"""The languages whose code is coloured."""

from __future__ import annotations

import re
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_all_lexers, get_lexer_by_name

# Only lexers that yield tokens as they find them, so that a slow one can be stopped: none that
# delegates to two others (templates in HTML), or reads all before it says a word.
_NAMES = """
    ada apacheconf awk bash bat c clojure cmake common-lisp cpp crystal csharp css d dart
    delphi diff docker elixir elm emacs-lisp erlang fortran fsharp gas gherkin go graphql groovy
    haskell html http ini java javascript json json5 jsx julia kotlin latex less lua make markdown
    matlab mysql nasm nginx nim nix objective-c ocaml perl php postgres powershell prolog
    properties protobuf python r racket restructuredtext ruby rust scala scheme scss solidity sql
    swift tcl terraform toml tsx typescript vbnet vim xml yaml zig
"""
NAMES = frozenset(_NAMES.split())

SEPARATORS = re.compile(r"[\s,:{}]")


def name_of(info: str) -> str | None:
    """Give the known language that the info string of a fence begins with, or None."""
    word = SEPARATORS.split(info.strip(" \t{."), maxsplit=1)[0]
    return _aliases().get(word.lower())


@cache
def title_of(name: str) -> str:
    """Give the name of a known language as people write it."""
    title: str = lexer_of(name).name
    return title


def lexer_of(name: str) -> Lexer:
    """Make a lexer that keeps every character of the code."""
    return get_lexer_by_name(name, stripnl=False, ensurenl=False)


@cache
def _aliases() -> dict[str, str]:
    """Map every name of a known language to the one that we use."""
    aliases = {}
    for _, names, _, _ in get_all_lexers(plugins=False):
        known = NAMES.intersection(names)
        if known:
            aliases.update(dict.fromkeys(names, min(known)))
    return aliases
