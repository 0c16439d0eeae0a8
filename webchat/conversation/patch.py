"""JSON Patch with implicit parents, as the sessions API streams it."""

from __future__ import annotations

from typing import Any

from webchat.errors import PatchError

MAX_DEPTH = 32
END_OF_LIST = "-"


def apply_operation(document: Any, op: str, path: str, value: Any) -> Any:
    """Apply one ``add`` or ``replace`` to ``document`` and return the document.

    The document is changed in place where it can be; start with None. Unlike RFC 6902, containers
    that the path walks through are made when they are missing (a list where the next token is an
    index or ``-``, an object otherwise), a ``replace`` of what is missing adds it, and an index
    past the end appends. Raises PatchError for another operation and for a path that cannot be
    walked.
    """
    if op not in ("add", "replace"):
        raise PatchError(f"operation {op!r} is not one of add and replace")
    tokens = _tokens(path)
    if not tokens:
        return value
    root = document if _fits(document, tokens[0]) else _container_for(tokens[0])
    parent = root
    for token, next_token in zip(tokens, tokens[1:], strict=False):
        parent = _step(parent, token, next_token)
    _put(parent, tokens[-1], value, op)
    return root


def _tokens(path: str) -> list[str]:
    if path == "":
        return []
    if not path.startswith("/"):
        raise PatchError("a path must be empty or begin with a slash")
    tokens = path[1:].split("/")
    if len(tokens) > MAX_DEPTH:
        raise PatchError(f"a path may have at most {MAX_DEPTH} steps")
    return [token.replace("~1", "/").replace("~0", "~") for token in tokens]


def _is_index(token: str) -> bool:
    return token == END_OF_LIST or (token.isascii() and token.isdigit())


def _fits(container: Any, token: str) -> bool:
    if isinstance(container, list):
        return _is_index(token)
    return isinstance(container, dict)


def _container_for(token: str) -> Any:
    return [] if _is_index(token) else {}


def _step(parent: Any, token: str, next_token: str) -> Any:
    child = _get(parent, token)
    if _fits(child, next_token):
        return child
    child = _container_for(next_token)
    _put(parent, token, child, "replace")
    return child


def _get(parent: Any, token: str) -> Any:
    if isinstance(parent, dict):
        return parent.get(token)
    position = _position(parent, token)
    return parent[position] if position < len(parent) else None


def _put(parent: Any, token: str, value: Any, op: str) -> None:
    if isinstance(parent, dict):
        parent[token] = value
        return
    position = _position(parent, token)
    if position == len(parent):
        parent.append(value)
    elif op == "add":
        parent.insert(position, value)
    else:
        parent[position] = value


def _position(parent: list[Any], token: str) -> int:
    if token == END_OF_LIST:
        return len(parent)
    # Longer numbers name no place that could exist, and cost time to read.
    return min(int(token[:9]), len(parent))
