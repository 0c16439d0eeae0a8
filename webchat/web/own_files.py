"""An operator's static files that take the place of ours, judged before any is served.

What is broken in them would break ours, which stand in the same file or show a drawing of it.
"""

from __future__ import annotations

import re
from pathlib import Path

from webchat.config import variable_of
from webchat.errors import ConfigurationError
from webchat.look.logo import KINDS
from webchat.web.static_files import StaticFiles

# What may hold braces that mean nothing, the beginning of a comment without its end, and braces.
TOKEN = re.compile(
    r"""
    /\*.*?\*/ | "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | url\([^)"']*\) | \\.
    | /\* | [{}]
    """,
    re.DOTALL | re.VERBOSE,
)


def check_own_files(files: StaticFiles) -> None:
    """Raise ConfigurationError, naming the file, for what cannot take the place of ours."""
    for path in files.replacing():
        if problem := _problem_of(path):
            raise ConfigurationError(f"{variable_of('static')}: {path}: {problem}")


def _problem_of(path: Path) -> str | None:
    content = path.read_bytes()
    if path.suffix == ".svg":
        return None if KINDS["svg"].match(content) else "it is no SVG"
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return "it is not in UTF-8"
    return _problem_of_styles(text) if path.suffix == ".css" else None


def _problem_of_styles(text: str) -> str | None:
    opened: list[int] = []
    for token in TOKEN.finditer(text):
        if token[0] == "/*":
            return f"line {_line(text, token.start())}: the comment is not closed"
        if token[0] == "{":
            opened.append(token.start())
        elif token[0] == "}":
            if not opened:
                return f"line {_line(text, token.start())}: this brace closes nothing"
            opened.pop()
    return f"line {_line(text, opened[-1])}: the brace is not closed" if opened else None


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
