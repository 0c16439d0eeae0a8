"""Static files: ours, and an operator's over them.

A file of the operator's folder takes the place of ours of the same name, or is added to ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FIRST_STYLES = ("tokens.css", "page.css")
# Keeps from the others what they must not hear of.
FIRST_SCRIPT = "composition.js"
# Takes away what the others of its folder have put on the screen.
LAST_STYLES = "print.css"
JOINED_FOLDERS = ("css", "js", "vendor")


class StaticFiles:
    """The files of our folder and, if there is one, of the operator's."""

    def __init__(self, ours: Path, own: Path | None) -> None:
        self._ours = ours
        self._own = own

    def styles(self) -> list[Path]:
        """Give our style sheets in the order of their cascade."""
        paths = self._ours_or_own("css", ".css")
        # The other files build upon what the first ones set.
        first = [paths.pop(name) for name in FIRST_STYLES]
        return [*first, *paths.values()]

    def vendored_scripts(self) -> list[Path]:
        """Give the scripts that are others' work."""
        return list(self._ours_or_own("vendor", ".js").values())

    def scripts(self) -> list[Path]:
        """Give the scripts that are wrapped in a block each."""
        paths = self._ours_or_own("js", ".js")
        return [paths.pop(FIRST_SCRIPT), *paths.values()]

    def added_styles(self) -> list[Path]:
        """Give the style sheets that the operator has besides ours."""
        return self._added("css", ".css")

    def added_vendored_scripts(self) -> list[Path]:
        """Give the scripts of others that the operator has besides ours."""
        return self._added("vendor", ".js")

    def added_scripts(self) -> list[Path]:
        """Give the scripts that the operator has besides ours."""
        return self._added("js", ".js")

    def others(self) -> dict[str, Path]:
        """Give what is served as it is, by the names that templates use."""
        return {
            path.relative_to(folder).as_posix(): path
            for folder in self._folders()
            for path in sorted(folder.rglob("*"))
            if path.is_file() and _is_served_as_it_is(path.relative_to(folder))
        }

    def replacing(self) -> list[Path]:
        """Give the files of the operator that take the place of ours."""
        if self._own is None:
            return []
        ours = (path for path in sorted(self._ours.rglob("*")) if path.is_file())
        places = (self._own / path.relative_to(self._ours) for path in ours)
        return [path for path in places if path.is_file()]

    def is_ours(self, path: Path) -> bool:
        """Tell whether ``path`` is in our folder."""
        return path.is_relative_to(self._ours)

    def _ours_or_own(self, name: str, suffix: str) -> dict[str, Path]:
        own = {path.name: path for path in _listed(self._own, name, suffix)}
        ours = _listed(self._ours, name, suffix)
        return {path.name: own.get(path.name, path) for path in ours}

    def _added(self, name: str, suffix: str) -> list[Path]:
        ours = {path.name for path in _listed(self._ours, name, suffix)}
        return [path for path in _listed(self._own, name, suffix) if path.name not in ours]

    def _folders(self) -> Iterator[Path]:
        yield self._ours
        if self._own:
            yield self._own


def _listed(folder: Path | None, name: str, suffix: str) -> list[Path]:
    return sorted((folder / name).glob(f"*{suffix}"), key=_place) if folder else []


def _place(path: Path) -> tuple[bool, str]:
    return path.name == LAST_STYLES, path.name


def _is_served_as_it_is(path: Path) -> bool:
    is_hidden = any(part.startswith(".") for part in path.parts)
    return not is_hidden and path.parts[0] not in JOINED_FOLDERS
