from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from jinja2 import BaseLoader, Environment, FileSystemLoader
from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline

from webchat.render import Environments
from webchat.resources import resource_folder


@pytest.fixture(scope="session")
def environment() -> Environment:
    return environment_of(FileSystemLoader(resource_folder("templates")))


def environment_of(loader: BaseLoader) -> Environment:
    """Make an environment as the site does, of other templates."""
    base = Environment(loader=loader, autoescape=True)
    base.globals["asset"] = "/static/{}".format
    return Environments(base).speaking("en")


@pytest.fixture
def characters_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lengths of all texts that the parser has been given so far."""
    lengths: list[int] = []

    def counting(parse: Callable[..., Any]) -> Callable[..., Any]:
        def parse_and_count(self: object, source: str, *rest: Any) -> Any:
            lengths.append(len(source))
            return parse(self, source, *rest)

        return parse_and_count

    for parser in (ParserBlock, ParserInline):
        monkeypatch.setattr(parser, "parse", counting(parser.parse))
    return lengths
