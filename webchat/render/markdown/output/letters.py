"""Letters in the styles of mathematics, as characters: browsers know no other way."""

from __future__ import annotations

import unicodedata

STYLES = {
    "bold": "MATHEMATICAL BOLD",
    "italic": "MATHEMATICAL ITALIC",
    "bold-italic": "MATHEMATICAL BOLD ITALIC",
    "double-struck": "MATHEMATICAL DOUBLE-STRUCK",
    "script": "MATHEMATICAL SCRIPT",
    "fraktur": "MATHEMATICAL FRAKTUR",
    "sans-serif": "MATHEMATICAL SANS-SERIF",
    "sans-serif-italic": "MATHEMATICAL SANS-SERIF ITALIC",
    "monospace": "MATHEMATICAL MONOSPACE",
}
# The oldest of these letters stand apart, under names of their own.
OLDER_STYLES = {"double-struck": "DOUBLE-STRUCK", "script": "SCRIPT", "fraktur": "BLACK-LETTER"}


def styled(text: str, style: str) -> str:
    """Give ``text`` with each letter and digit that has a character of that style as that one."""
    if style not in STYLES:
        return text
    return "".join(_styled_character(character, style) for character in text)


def _styled_character(character: str, style: str) -> str:
    name = unicodedata.name(character, "")
    for script in ("LATIN ", "GREEK "):
        name = name.replace(f"{script}CAPITAL LETTER", "CAPITAL")
        name = name.replace(f"{script}SMALL LETTER", "SMALL")
    for prefix in (STYLES[style], OLDER_STYLES.get(style)):
        try:
            return unicodedata.lookup(f"{prefix} {name}")
        except KeyError:
            continue
    return character
