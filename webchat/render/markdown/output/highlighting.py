"""Colours of code: Pygments tokens as spans with its short classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import islice
from time import thread_time

from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, Text, _TokenType

from webchat.render.markdown.cache import HTMLCache
from webchat.render.markdown.output import languages

LIMIT_CHARACTERS = 128 * 1024
CACHE_CHARACTERS = 4_000_000

# Many lexers need time that grows with the square of a line, or of a run of blank lines: what no
# person wrote is not worth it, and could stop a worker for minutes.
UNREADABLE = re.compile(r"[^\n]{2000}|\s{200}")
SECONDS_AT_LEAST = 0.1
SECONDS_PER_CHARACTER = 1e-5
TOKENS_BETWEEN_CHECKS = 32

Tokens = Iterator[tuple[int, _TokenType, str]]

_known = HTMLCache(CACHE_CHARACTERS)


def highlight_classes() -> frozenset[str]:
    """Give the classes that coloured code may carry."""
    return frozenset(filter(None, STANDARD_TYPES.values()))


def highlighted(code: str, language: str, clock: Callable[[], float] = thread_time) -> str:
    """Give ``code`` as HTML in the colours of a known ``language``.

    ``clock`` tells the seconds of work done so far. Code that takes several times as long as any
    real code does stays plain from where its time is up.
    """
    if len(code) > LIMIT_CHARACTERS or UNREADABLE.search(code):
        return escape(code, quote=False)
    html = _known.get(language, code)
    if html is None:
        html = _highlight(code, languages.lexer_of(language), clock)
        _known.put(language, code, html)
    return html


def _highlight(code: str, lexer: Lexer, clock: Callable[[], float]) -> str:
    formatter = HtmlFormatter(nowrap=True)
    pieces: list[str] = []
    tokens = _bounded(lexer.get_tokens_unprocessed(code), code, clock)
    try:
        formatter.format(((kind, text) for _, kind, text in tokens), _Sink(pieces))
    except Exception:  # Lexers of a hundred languages: any may fail on what a model wrote.
        return escape(code, quote=False)
    return "".join(pieces)


def _bounded(tokens: Tokens, code: str, clock: Callable[[], float]) -> Tokens:
    """Give ``tokens`` until their time is up, then the rest of the code as plain text."""
    start, end = clock(), 0
    while batch := list(islice(tokens, TOKENS_BETWEEN_CHECKS)):
        yield from batch
        position, _, text = batch[-1]
        end = position + len(text)
        if clock() - start > SECONDS_AT_LEAST + SECONDS_PER_CHARACTER * end:
            break
    yield end, Text, code[end:]


class _Sink:
    """A file that a formatter writes to."""

    def __init__(self, pieces: list[str]) -> None:
        self.write = pieces.append
