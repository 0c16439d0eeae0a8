"""Assets: the static files, joined, named by their content, compressed once, cached for good.

Styles and scripts are kept as many small files and served as one of each, so that there is no
build step and a first load costs few requests. Each script of ours is wrapped in a block, so that
its names are its own.
"""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from whitenoise import WhiteNoise
from whitenoise.compress import Compressor

from webchat.config import variable_of
from webchat.errors import ConfigurationError
from webchat.look.logo import Logo
from webchat.web.static_files import StaticFiles

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

    def __init__(self, files: StaticFiles, styles: str, logo: Logo | None) -> None:
        folder = TemporaryDirectory(prefix="webchat-static-")
        atexit.register(folder.cleanup)
        self._folder = Path(folder.name)
        self._urls: dict[str, str] = {}
        for name, path in files.others().items():
            self._add(name, path.read_bytes())
            # An operator's style names a file as it is, where it knows nothing of its content.
            self._keep(name, path.read_bytes())
        styles_of_all = b"\n".join([*_contents(files.styles()), styles.encode()])
        self._add("app.css", self._linked(styles_of_all))
        self._add("app.js", _joined_scripts(files))
        if logo:
            self._add(logo.name, logo.content)

    def init_app(self, app: Flask) -> None:
        """Serve the files and give templates ``asset(name)``."""
        app.jinja_env.globals["asset"] = self.url
        app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]  # Flask's own way to add a layer
            app.wsgi_app,
            root=self._folder,
            prefix=URL_PREFIX,
            max_age=PLAIN_NAME_SECONDS,
            immutable_file_test=self._is_named_by_content,
            add_headers_function=_add_headers,
        )

    def url(self, name: str) -> str:
        """Give the URL of the asset ``name``; raises KeyError if there is none."""
        return self._urls[name]

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
    ours: Path, own: Path | None = None, styles: str = "", logo: Logo | None = None
) -> Assets:
    """Prepare our files, with an operator's over them, once for all applications of this process.

    ``styles`` are put after all style sheets. Raises ConfigurationError for a file of the
    operator's that cannot be read.
    """
    try:
        return Assets(StaticFiles(ours, own), styles, logo)
    except OSError as error:
        if own is None:
            raise
        told = f"{variable_of('static')}: {error.filename}: {error.strerror}"
        raise ConfigurationError(told) from error


def _joined_scripts(files: StaticFiles) -> bytes:
    # One file, because htmx starts as soon as a timer fires after it: an extension in a script
    # of its own may come too late to be told of the page.
    wrapped = (b"{\n" + content + b"}" for content in _contents(files.scripts()))
    return b"\n".join([*_contents(files.vendored_scripts()), *wrapped])


def _contents(paths: Iterable[Path]) -> list[bytes]:
    return [path.read_bytes() for path in paths]


def _add_headers(headers: Any, path: str, url: str) -> None:
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if path.endswith(".svg"):
        headers["Content-Security-Policy"] = DRAWING_POLICY
