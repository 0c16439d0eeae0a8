"""Assets: the static files, joined, named by their content, compressed once, cached for good.

Styles and scripts are kept as many small files and served as one of each, so that there is no
build step and a first load costs few requests. Each script of ours is wrapped in a block, so that
its names are its own.
"""

from __future__ import annotations

import atexit
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

URL_PREFIX = "static/"
DIGEST_CHARACTERS = 12
FIRST_STYLES = ("tokens.css", "page.css")
SINGLE_FILES = ("icon.svg", "icons.svg", "noscript.css")


class Assets:
    """The static files of a folder, prepared in one that goes with the process."""

    def __init__(self, source: Path) -> None:
        folder = TemporaryDirectory(prefix="webchat-static-")
        atexit.register(folder.cleanup)
        self._folder = Path(folder.name)
        self._urls: dict[str, str] = {}
        self._add("app.css", _joined_styles(source / "css"))
        self._add("app.js", _joined_scripts(source))
        for name in SINGLE_FILES:
            self._add(name, (source / name).read_bytes())

    def init_app(self, app: Flask) -> None:
        """Serve the files and give templates ``asset(name)``."""
        app.jinja_env.globals["asset"] = self.url
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's own way to add a layer
            app.wsgi_app,
            root=self._folder,
            prefix=URL_PREFIX,
            max_age=WhiteNoise.FOREVER,
            add_headers_function=_add_headers,
        )

    def url(self, name: str) -> str:
        """Give the URL of the asset ``name``; raises KeyError if there is none."""
        return self._urls[name]

    def _add(self, name: str, content: bytes) -> None:
        stem, suffix = name.rsplit(".", 1)
        digest = sha256(content).hexdigest()[:DIGEST_CHARACTERS]
        path = self._folder / f"{stem}-{digest}.{suffix}"
        path.write_bytes(content)
        list(Compressor(quiet=True).compress(str(path)))
        self._urls[name] = f"/{URL_PREFIX}{path.name}"


@cache
def prepared_assets(source: Path) -> Assets:
    """Prepare the files of ``source``, once for all applications of this process."""
    return Assets(source)


def _joined_styles(folder: Path) -> bytes:
    # The other files build upon what the first ones set.
    first = [folder / name for name in FIRST_STYLES]
    others = sorted(set(folder.glob("*.css")) - set(first))
    return b"\n".join(_contents([*first, *others]))


def _joined_scripts(folder: Path) -> bytes:
    # One file, because htmx starts as soon as a timer fires after it: an extension in a script
    # of its own may come too late to be told of the page.
    vendored = _contents(sorted((folder / "vendor").glob("*.js")))
    own = _contents(sorted((folder / "js").glob("*.js")))
    return b"\n".join([*vendored, *(b"{\n" + content + b"}" for content in own)])


def _contents(paths: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def _add_headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
