"""The accent: one colour of the operator's, in a shade that can be read on every paper.

The hue stays, and the chroma as far as screens can show it; the lightness is brought to the nearest
at which text, what stands on the accent, and the mark of the focus have the contrast they need.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from webchat.look.colour import Colour, contrast

# What WCAG AA asks for is 4.5 and 3; browsers round the papers otherwise than we do.
TEXT_CONTRAST = 4.6
MARK_CONTRAST = 3.1
STEPS = 250
# The mark stands around whatever one writes: as vivid as the accent it would look like an alarm.
FOCUS_LIGHTNESS = 0.62
FOCUS_CHROMA = 0.6

# The same as in static/css/tokens.css.
PAPERS: Mapping[str, Mapping[str, Colour]] = {
    "light": {
        "paper": Colour(0.985, 0.004, 85),
        "paper-raised": Colour(1, 0, 85),
        "paper-sunken": Colour(0.968, 0.006, 85),
        "paper-tinted": Colour(0.952, 0.008, 85),
    },
    "dark": {
        "paper": Colour(0.19, 0.006, 85),
        "paper-raised": Colour(0.225, 0.006, 85),
        "paper-sunken": Colour(0.17, 0.006, 85),
        "paper-tinted": Colour(0.25, 0.008, 85),
    },
}
ON_ACCENT = {"light": Colour(0.99, 0.004, 85), "dark": Colour(0.19, 0.006, 85)}


@dataclass(frozen=True, slots=True)
class Accent:
    """The shades of an accent on the papers of one colour scheme."""

    accent: Colour
    on_accent: Colour
    focus: Colour


def accent_on(scheme: str, chosen: Colour) -> Accent:
    """Give the shades of ``chosen`` in the colour scheme ``scheme``."""
    papers, on_accent = list(PAPERS[scheme].values()), ON_ACCENT[scheme]
    accent = _nearest_shade(chosen, [*papers, on_accent], TEXT_CONTRAST)
    calm = Colour(FOCUS_LIGHTNESS, chosen.chroma * FOCUS_CHROMA, chosen.hue)
    return Accent(accent, on_accent, _nearest_shade(calm, papers, MARK_CONTRAST))


def accent_styles(chosen: Colour) -> str:
    """Give the tokens of an accent as CSS."""
    light, dark = accent_on("light", chosen), accent_on("dark", chosen)
    return (
        ":root {\n"
        f"  --accent: light-dark({light.accent.hex}, {dark.accent.hex});\n"
        f"  --on-accent: light-dark({light.on_accent.hex}, {dark.on_accent.hex});\n"
        f"  --focus: light-dark({light.focus.hex}, {dark.focus.hex});\n"
        "}\n"
    )


def _nearest_shade(chosen: Colour, grounds: Sequence[Colour], least: float) -> Colour:
    shades = [chosen, *(chosen.at(step / STEPS) for step in range(STEPS + 1))]
    shades.sort(key=lambda shade: abs(shade.lightness - chosen.lightness))
    # One end of the scale is black or white, on which everything can be read.
    return next(
        shade for shade in shades if all(contrast(shade, ground) >= least for ground in grounds)
    )
