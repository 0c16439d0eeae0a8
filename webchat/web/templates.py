"""Templates: ours, and an operator's over them.

A template of the operator's folder takes the place of ours of the same name; ours can still be had
as ``webchat/<name>``, so that it can be extended.
"""

from __future__ import annotations

import logging
from pathlib import Path

from flask import Flask
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    meta,
    nodes,
)

from webchat.config import variable_of
from webchat.errors import ConfigurationError

logger = logging.getLogger(__name__)

PREFIX = "webchat"


def lay_over(app: Flask, ours: Path, own: Path | None) -> None:
    """Let the templates of the folder ``own``, if there is one, win over ours."""
    loader = FileSystemLoader(ours)
    chosen = [FileSystemLoader(own)] if own else []
    app.jinja_loader = ChoiceLoader([*chosen, loader, PrefixLoader({PREFIX: loader})])


def check_templates(app: Flask, own: Path | None) -> None:
    """Compile the operator's templates; raises ConfigurationError that names what is broken.

    The log tells of those that nothing can use, as when a name is misspelt. Called once the
    environment has all its filters and functions.
    """
    if own is None:
        return
    paths = sorted(own.rglob("*.html"))
    named: set[str | None] = set()
    for path in paths:
        try:
            named |= _check(app.jinja_env, path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            problem = f"line {error.lineno}: {error.message}"
        except TemplateNotFound as error:
            problem = f"there is no template {error.name}"
        except (OSError, UnicodeDecodeError):
            problem = "it cannot be read"
        else:
            continue
        raise ConfigurationError(f"{variable_of('templates')}: {path}: {problem}")
    known = app.jinja_env.list_templates()
    # None stands for a name that is only made when it is drawn, and may be any.
    for path in paths if None not in named else []:
        name = path.relative_to(own).as_posix()
        # What is in tools is named by agents.
        if not (name in named or f"{PREFIX}/{name}" in known or name.startswith("tools/")):
            sentence = "%s: %s is of no use: none of ours has its name, and no other names it"
            logger.warning(sentence, variable_of("templates"), path)


def _check(environment: Environment, source: str) -> set[str | None]:
    """Compile a template, and give the names that it names."""
    tree = environment.parse(source)
    environment.compile(tree)
    for extends in tree.find_all(nodes.Extends):
        _check_name(environment, extends.template)
    for include in tree.find_all(nodes.Include):
        if not include.ignore_missing:
            _check_name(environment, include.template)
    return set(meta.find_referenced_templates(tree))


def _check_name(environment: Environment, name: nodes.Expr) -> None:
    if isinstance(name, nodes.Const):
        environment.get_template(name.value)
