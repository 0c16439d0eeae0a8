"""Templates: ours, and an operator's over them.

A template of the operator's folder takes the place of ours of the same name; ours can still be had
as ``webchat/<name>``, so that it can be extended.
"""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    TemplateNotFound,
    TemplateSyntaxError,
    nodes,
)

from webchat.config import variable_of
from webchat.errors import ConfigurationError

PREFIX = "webchat"


def lay_over(app: Flask, ours: Path, own: Path | None) -> None:
    """Let the templates of the folder ``own``, if there is one, win over ours."""
    loader = FileSystemLoader(ours)
    chosen = [FileSystemLoader(own)] if own else []
    app.jinja_loader = ChoiceLoader([*chosen, loader, PrefixLoader({PREFIX: loader})])


def check_templates(app: Flask, own: Path | None) -> None:
    """Compile the operator's templates; raises ConfigurationError that names what is broken.

    Called once the environment has all its filters and functions.
    """
    for path in sorted(own.rglob("*.html")) if own else []:
        try:
            _check(app.jinja_env, path.read_text("utf-8"))
        except TemplateSyntaxError as error:
            problem = f"line {error.lineno}: {error.message}"
        except TemplateNotFound as error:
            problem = f"there is no template {error.name}"
        except (OSError, UnicodeDecodeError):
            problem = "it cannot be read"
        else:
            continue
        raise ConfigurationError(f"{variable_of('templates')}: {path}: {problem}")


def _check(environment: Environment, source: str) -> None:
    tree = environment.parse(source)
    environment.compile(tree)
    for extends in tree.find_all(nodes.Extends):
        _check_name(environment, extends.template)
    for include in tree.find_all(nodes.Include):
        if not include.ignore_missing:
            _check_name(environment, include.template)


def _check_name(environment: Environment, name: nodes.Expr) -> None:
    if isinstance(name, nodes.Const):
        environment.get_template(name.value)
