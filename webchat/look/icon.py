"""The icon of the page, where it is ours: drawn in the accent."""

from __future__ import annotations

from webchat.look.accent import Accent, accent_on
from webchat.look.colour import Colour

END = b"</svg>"


def accented(drawing: bytes, chosen: Colour) -> bytes:
    """Give ``drawing``, which is drawn in the tokens of the accent, with those of ``chosen``.

    Where an icon stands, light or dark is the browser's, whatever the theme of the page is.
    """
    light, dark = (_tokens(accent_on(scheme, chosen)) for scheme in ("light", "dark"))
    styles = f"<style>{light}@media(prefers-color-scheme:dark){{{dark}}}</style>"
    return drawing.replace(END, styles.encode() + END)


def _tokens(shades: Accent) -> str:
    return f":root{{--accent:{shades.accent.hex};--on-accent:{shades.on_accent.hex}}}"
