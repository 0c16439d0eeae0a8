"""Colours: read as CSS writes them, compared by contrast, changed in lightness alone.

Sums are done in OKLCH, where lightness is what the eye sees: https://bottosson.github.io/posts/oklab/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from math import atan2, cos, degrees, hypot, radians, sin

from webchat.look.named_colours import NAMED_COLOURS

HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
NUMBER = r"(\d{1,3}(?:\.\d{1,6})?|\.\d{1,6})"
OKLCH = re.compile(rf"oklch\(\s*{NUMBER}(%?)\s+{NUMBER}(%?)\s+{NUMBER}(?:deg)?\s*\)")
FULL_CHROMA = 0.4  # what CSS means by 100 %
CHROMA_STEP = 0.004
ROUNDING = 1e-4

Channels = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in OKLCH: lightness from 0 to 1, chroma, hue in degrees."""

    lightness: float
    chroma: float
    hue: float

    @property
    def hex(self) -> str:
        """The colour as ``#rrggbb``, less vivid if no screen could show it."""
        return "#" + "".join(f"{round(255 * _encoded(channel)):02x}" for channel in self._shown())

    def at(self, lightness: float) -> Colour:
        """Give the colour in another lightness."""
        return replace(self, lightness=lightness)

    def _shown(self) -> Channels:
        shown = self
        while not shown._is_shown_by_screens() and shown.chroma > 0:
            shown = replace(shown, chroma=max(0.0, shown.chroma - CHROMA_STEP))
        red, green, blue = (min(1.0, max(0.0, channel)) for channel in shown._linear())
        return red, green, blue

    def _is_shown_by_screens(self) -> bool:
        return all(-ROUNDING <= channel <= 1 + ROUNDING for channel in self._linear())

    def _linear(self) -> Channels:
        a = self.chroma * cos(radians(self.hue))
        b = self.chroma * sin(radians(self.hue))
        long = (self.lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
        medium = (self.lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
        short = (self.lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
        return (
            4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
            -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
            -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
        )


def parse_colour(text: str) -> Colour:
    """Read ``#rgb``, ``#rrggbb``, ``oklch(L C H)`` or a name; raises ValueError for all else."""
    text = text.strip().lower()
    digits = NAMED_COLOURS.get(text)
    if digits is None and (found := HEX.fullmatch(text)):
        digits = found[1] if len(found[1]) == 6 else "".join(2 * digit for digit in found[1])
    if digits is not None:
        return _of_digits(digits)
    if found := OKLCH.fullmatch(text):
        lightness = float(found[1]) / (100 if found[2] else 1)
        chroma = float(found[3]) * (FULL_CHROMA / 100 if found[4] else 1)
        return Colour(min(1.0, lightness), min(FULL_CHROMA, chroma), float(found[5]) % 360)
    raise ValueError("not a colour")


def contrast(one: Colour, other: Colour) -> float:
    """Give the contrast of two colours by WCAG's measure, from 1 to 21, as they are written."""
    dark, light = sorted((_luminance(one.hex), _luminance(other.hex)))
    return (light + 0.05) / (dark + 0.05)


def _of_digits(digits: str) -> Colour:
    red, green, blue = _channels(digits)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
    return Colour(lightness, hypot(a, b), degrees(atan2(b, a)) % 360)


def _luminance(written: str) -> float:
    red, green, blue = _channels(written.removeprefix("#"))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(digits: str) -> Channels:
    red, green, blue = (_decoded(int(digits[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return red, green, blue


def _decoded(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055
