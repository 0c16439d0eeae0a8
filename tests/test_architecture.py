"""The house: imports point one way, and each library is used in its own room only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "webchat"

GROUND = ("errors", "config", "resources", "languages")
MAY_IMPORT = {
    "errors": (),
    "config": ("errors", "languages"),
    "resources": (),
    "languages": (),
    "client": GROUND,
    "conversation": (*GROUND, "client"),
    "look": ("errors", "config"),
    "journal": (*GROUND, "client", "conversation", "database"),
    "live": (*GROUND, "client", "conversation", "journal"),
    "render": (*GROUND, "client", "conversation"),
    "web": (*GROUND, "client", "conversation", "journal", "live", "look", "render"),
    "database": ("errors",),
    "embedded": ("errors", "database"),
    "storage": GROUND,
    "upstream": (*GROUND, "embedded", "storage"),
    "gunicorn_program": (),
    "gunicorn_settings": (),
    "gunicorn_worker": ("errors",),
    "command": (*GROUND, "gunicorn_settings", "look"),
    "factory": (
        *GROUND,
        "client",
        "journal",
        "live",
        "look",
        "render",
        "storage",
        "web",
        "upstream",
    ),
    "__init__": ("factory",),
}
ROOMS_OF_LIBRARIES = {
    "flask": ("web", "embedded", "factory", "__init__"),
    "flask_sock": ("web",),
    "flask_babel": ("web",),
    "babel": ("languages", "web"),
    "simple_websocket": ("web",),
    "requests": ("client", "errors"),
    "urllib3": ("client",),
    "sseclient": ("client",),
    "redis": ("live",),
    "gevent": ("gunicorn_worker",),
    "gunicorn": ("gunicorn_program", "gunicorn_worker"),
    "sqlalchemy": ("database", "embedded", "journal"),
    "alembic": ("journal",),
    "markdown_it": ("render",),
    "nh3": ("render",),
    "pygments": ("render",),
    "latex2mathml": ("render",),
}
MAY_READ_THE_ENVIRONMENT = ("config.py", "gunicorn_settings.py")

SOURCES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides where it points"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_room_is_in_the_plan() -> None:
    assert {room_of(path) for path in SOURCES} == set(MAY_IMPORT)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    allowed = {room, *MAY_IMPORT[room]}
    for name in imports_of(path):
        package, _, rest = name.partition(".")
        other = rest.partition(".")[0]
        if package == "webchat" and other in MAY_IMPORT:
            assert other in allowed, f"{room} must not import {other}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_library_is_used_in_its_own_room(path: Path) -> None:
    for name in imports_of(path):
        rooms = ROOMS_OF_LIBRARIES.get(name.partition(".")[0])
        assert rooms is None or room_of(path) in rooms, f"{name} does not belong here"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_the_environment_is_read_in_one_place(path: Path) -> None:
    if path.name not in MAY_READ_THE_ENVIRONMENT:
        text = path.read_text()
        assert "os.environ" not in text
        assert "getenv" not in text


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_longer_than_250_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250
