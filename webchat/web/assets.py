"""Assets: the static files, joined, named by their content, compressed once, cached for good.

Styles and scripts are kept as many small files and served as one of each, without their comments,
so that there is no build step and a first load is small. Each script is wrapped in a block, so that
its names are its own. What an operator adds to ours is joined apart, as it is: what is broken in it
is not in ours.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from rcssmin import cssmin
from rjsmin import jsmin
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from webchat.config import variable_of
from webchat.errors import ConfigurationError
from webchat.look.accent import accent_styles
from webchat.look.colour import Colour
from webchat.look.icon import accented
from webchat.look.logo import Logo
from webchat.web.own_files import check_own_files
from webchat.web.static_files import StaticFiles

ICON = "icon.svg"
URL_PREFIX = "static/"
DIGEST_CHARACTERS = 12
PLAIN_NAME_SECONDS = 600
# A drawing that is opened by its own address is a document, which could run what is in it.
DRAWING_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
FILE_IN_STYLES = re.compile(rb'url\("([\w./-]+)"\)')


class Assets:
    """The static files, prepared in a folder that goes with the process."""

    def __init__(self, files: StaticFiles, accent: Colour | None, logo: Logo | None) -> None:
        folder = TemporaryDirectory(prefix="webchat-static-")
        atexit.register(folder.cleanup)
        self._folder = Path(folder.name)
        self._urls: dict[str, str] = {}
        self._styles: list[str] = []
        self._scripts: list[str] = []
        for name, path in files.others().items():
            content = path.read_bytes()
            if accent and name == ICON and files.is_ours(path):
                content = accented(content, accent)
            self._add(name, content)
            # An operator's style names a file as it is, where it knows nothing of its content.
            self._keep(name, content)
        chosen = [accent_styles(accent).encode()] if accent else []
        ours = [*_contents(files.styles()), *chosen]
        self._join_styles("app.css", [cssmin(each) for each in ours])
        self._join_styles("own.css", _contents(files.added_styles()))
        # Ours are one file, because htmx starts as soon as a timer fires after it: an extension in
        # a script of its own may come too late to be told of the page.
        ours = [jsmin(each) for each in _contents(files.scripts())]
        self._join_scripts("app.js", _contents(files.vendored_scripts()), ours)
        added = _contents(files.added_scripts())
        self._join_scripts("own.js", _contents(files.added_vendored_scripts()), added)
        if logo:
            self._add(logo.name, logo.content)

    def init_app(self, app: Flask) -> None:
        """Serve the files and give templates ``asset(name)``.

        The names of the joined files, in their order, are ``joined_styles`` and ``joined_scripts``.
        """
        app.jinja_env.globals.update(
            asset=self.url, joined_styles=self._styles, joined_scripts=self._scripts
        )
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's own way to add a layer
            app.wsgi_app,
            root=self._folder,
            prefix=URL_PREFIX,
            max_age=PLAIN_NAME_SECONDS,
            immutable_file_test=self._is_named_by_content,
            add_headers_function=_add_headers,
        )

    def url(self, name: str) -> str:
        """Give the URL of the asset ``name``; raises FileNotFoundError if there is none."""
        if name not in self._urls:
            raise FileNotFoundError(
                f"there is no static file {name!r}, neither of ours nor in {variable_of('static')}"
            )
        return self._urls[name]

    def _join_styles(self, name: str, contents: Sequence[bytes]) -> None:
        if contents:
            self._add(name, self._linked(b"\n".join(contents)))
            self._styles.append(name)

    def _join_scripts(self, name: str, vendored: Sequence[bytes], scripts: Sequence[bytes]) -> None:
        # The last line of a file may be a comment.
        wrapped = [b"{\n" + content + b"\n}" for content in scripts]
        if contents := [*vendored, *wrapped]:
            self._add(name, b"\n".join(contents))
            self._scripts.append(name)

    def _linked(self, styles: bytes) -> bytes:
        """Give ``styles`` with the URLs of files in place of their names, if quoted."""

        def link(found: re.Match[bytes]) -> bytes:
            name = found[1].decode()
            return f'url("{self._urls.get(name, name)}")'.encode()

        return FILE_IN_STYLES.sub(link, styles)

    def _add(self, name: str, content: bytes) -> None:
        kept = Path(name)
        digest = sha256(content).hexdigest()[:DIGEST_CHARACTERS]
        hashed = kept.with_name(f"{kept.stem}-{digest}{kept.suffix}").as_posix()
        self._keep(hashed, content)
        self._urls[name] = f"/{URL_PREFIX}{hashed}"

    def _keep(self, name: str, content: bytes) -> None:
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        list(Compressor(quiet=True).compress(str(path)))

    def _is_named_by_content(self, path: str, url: str) -> bool:
        return url in self._urls.values()


@cache
def prepared_assets(
    ours: Path, own: Path | None = None, accent: Colour | None = None, logo: Logo | None = None
) -> Assets:
    """Prepare our files, with an operator's over them, once for all applications of this process.

    Raises ConfigurationError for a file of the operator's that cannot be read or used.
    """
    files = StaticFiles(ours, own)
    try:
        check_own_files(files)
        return Assets(files, accent, logo)
    except OSError as error:
        if own is None:
            raise
        told = f"{variable_of('static')}: {error.filename}: {error.strerror}"
        raise ConfigurationError(told) from error


def _contents(paths: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def _add_headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if path.endswith(".svg"):
        headers["Content-Security-Policy"] = DRAWING_POLICY
